resource "aws_db_instance" "orders" {
  engine = "postgres"
  count = var.made ? 1 : 0
}

variable "made" {
  type = bool
}
