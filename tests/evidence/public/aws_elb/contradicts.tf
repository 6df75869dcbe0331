variable "internal" {
  type    = bool
  default = false
}

resource "aws_elb" "orders" {
  name     = "orders"
  internal = var.internal
}
