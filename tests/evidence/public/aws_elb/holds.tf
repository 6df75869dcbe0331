variable "internal" {
  type    = bool
  default = true
}

resource "aws_elb" "orders" {
  name     = "orders"
  internal = var.internal
}
