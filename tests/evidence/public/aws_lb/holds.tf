variable "internal" {
  type = bool
}

resource "aws_lb" "orders" {
  name     = "orders"
  internal = var.internal
}
