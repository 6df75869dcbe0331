variable "maintenance_window" {
  type    = string
  default = "sun:03:00-sun:04:00"
}

resource "aws_db_instance" "orders" {
  identifier         = "orders"
  engine             = "postgres"
  instance_class     = "db.r6g.large"
  maintenance_window = var.maintenance_window
}
