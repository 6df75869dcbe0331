resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
  backup_window = var.backup_window
  maintenance_window = "sun:04:00-sun:05:00"
}

variable "backup_window" {}
