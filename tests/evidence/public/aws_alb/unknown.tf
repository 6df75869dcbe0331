variable "internal" {
  type = bool
}

resource "aws_alb" "orders" {
  name     = "orders"
  internal = var.internal
}
