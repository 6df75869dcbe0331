variable "backup_retention_period" {
  type = number
}

resource "aws_db_instance" "orders" {
  identifier              = "orders"
  engine                  = "postgres"
  instance_class          = "db.r6g.large"
  backup_retention_period = var.backup_retention_period
}
