reso

resource "aws_db_instance" "a" {
  mul
  engine = var.
  tags = [1,
}
}

resource "aws_db_instance"

resource "aws_db_instance" "b" {
  engine = "mysql"
}
