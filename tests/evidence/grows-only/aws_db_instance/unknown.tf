variable "max_allocated_storage" {
  type = number
}

resource "aws_db_instance" "orders" {
  identifier            = "orders"
  engine                = "postgres"
  instance_class        = "db.r6g.large"
  max_allocated_storage = var.max_allocated_storage
}
