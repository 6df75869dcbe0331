variable "storage_encrypted" {
  type = bool
}

resource "aws_db_instance" "orders" {
  identifier        = "orders"
  engine            = "postgres"
  instance_class    = "db.r6g.large"
  storage_encrypted = var.storage_encrypted
}
