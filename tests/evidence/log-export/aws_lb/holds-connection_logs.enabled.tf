locals {
  settings = {
    orders = {
      enabled = true
    }
  }
}

resource "aws_lb" "orders" {
  name     = "orders"
  internal = true

  connection_logs {
    bucket  = "orders-logs"
    enabled = local.settings.orders.enabled
  }
}
