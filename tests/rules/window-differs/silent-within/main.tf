resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
  maintenance_window = "sun:03:00-sun:04:00"
}
