resource "aws_db_instance" "a" {
  engine = "postgres
  multi_az = true
}

resource "aws_db_instance" "b" {
  engine = "mysql"
}
