variable "direction" {
  type = string
}

resource "azurerm_monitor_autoscale_setting" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  profile {
    name = "usual"

    rule {
      metric_trigger {
        metric_name = "Percentage CPU"
      }

      scale_action {
        direction = var.direction
      }
    }
  }
}
