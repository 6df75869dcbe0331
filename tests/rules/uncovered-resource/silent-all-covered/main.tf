resource "aws_db_instance" "orders" {
  backup_retention_period = 7
}

resource "aws_db_instance" "stock" {
  backup_retention_period = 7
}
