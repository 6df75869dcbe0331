resource "aws_db_instance" "a" {
  tags = {
    a = 1

resource "aws_db_instance" "b" {
  engine = "mysql"
}
