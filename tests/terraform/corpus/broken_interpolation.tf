resource "aws_db_instance" "a" {
  name = "x-${var.
  engine = "postgres"
}

resource "aws_db_instance" "b" {
  engine = "mysql"
}
