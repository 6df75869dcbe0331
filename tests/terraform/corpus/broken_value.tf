resource "aws_db_instance" "a" {
  multi_az =
  storage_encrypted = true
}

resource "aws_db_instance" "b" {
  multi_az = true
}
