resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
  count = var.create ? 1 : 0
}

variable "create" {
  type = bool
}
