resource "aws_db_instance" "orders" {
  engine = "postgres"
  multi_az = var.multi_az
}

variable "multi_az" {
  type = bool
}
