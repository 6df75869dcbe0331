resource "aws_db_instance" "a" {
  timeouts {
    create = "1h"

resource "aws_db_instance" "b" {
  engine = "mysql"
}
