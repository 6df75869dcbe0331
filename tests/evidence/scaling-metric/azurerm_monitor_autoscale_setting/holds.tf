locals {
  settings = {
    orders = {
      metric_name = "Percentage CPU"
    }
  }
}

resource "azurerm_monitor_autoscale_setting" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  profile {
    name = "usual"

    rule {
      metric_trigger {
        operator    = "GreaterThan"
        threshold   = 60
        metric_name = local.settings.orders.metric_name
      }

      scale_action {
        direction = "Increase"
      }
    }
  }
}
