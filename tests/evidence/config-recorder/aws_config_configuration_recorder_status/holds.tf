locals {
  settings = {
    orders = {
      is_enabled = true
    }
  }
}

resource "aws_config_configuration_recorder_status" "orders" {
  name       = "orders"
  is_enabled = local.settings.orders.is_enabled
}
