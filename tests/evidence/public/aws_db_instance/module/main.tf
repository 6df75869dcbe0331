variable "publicly_accessible" {
  type = bool
}

resource "aws_db_instance" "orders" {
  identifier          = "orders"
  engine              = "postgres"
  instance_class      = "db.r6g.large"
  publicly_accessible = var.publicly_accessible
}
