resource "aws_launch_template" "web" {
  name = "web"
}

resource "aws_db_instance" "orders" {
  engine = "postgres"
}
