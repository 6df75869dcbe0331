locals {
  settings = {
    orders = {
      internal = true
    }
  }
}

resource "aws_alb" "orders" {
  name     = "orders"
  internal = local.settings.orders.internal
}
