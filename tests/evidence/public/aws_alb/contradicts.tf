locals {
  settings = {
    orders = {
      internal = false
    }
  }
}

resource "aws_alb" "orders" {
  name     = "orders"
  internal = local.settings.orders.internal
}
