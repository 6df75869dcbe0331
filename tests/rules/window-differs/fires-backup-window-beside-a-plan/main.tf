resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
  backup_retention_period = 8
  backup_window = "01:00-03:00"
}
