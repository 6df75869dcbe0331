resource "aws_db_instance" "orders" {
  engine = "postgres"
}

resource "aws_db_instance" "main" {
  engine   = "postgres"
  multi_az = true
}
