variable "internal" {
  type = bool
}

resource "aws_elb" "orders" {
  name     = "orders"
  internal = var.internal
}
