resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
  backup_window = "03:30-05:00"
  maintenance_window = "sun:04:00-sun:05:00"
}
