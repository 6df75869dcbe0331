variable "backup_window" {
  type = string
}

resource "aws_db_instance" "orders" {
  identifier              = "orders"
  engine                  = "postgres"
  instance_class          = "db.r6g.large"
  backup_retention_period = 7
  backup_window           = var.backup_window
}
