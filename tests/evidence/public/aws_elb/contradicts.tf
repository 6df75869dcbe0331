locals {
  settings = {
    orders = {
      internal = false
    }
  }
}

resource "aws_elb" "orders" {
  name     = "orders"
  internal = local.settings.orders.internal
}
