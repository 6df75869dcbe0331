locals {
  settings = {
    orders = {
      internal = true
    }
  }
}

resource "aws_elb" "orders" {
  name     = "orders"
  internal = local.settings.orders.internal
}
