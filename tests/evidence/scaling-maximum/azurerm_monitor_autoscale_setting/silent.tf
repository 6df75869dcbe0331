variable "maximum" {
  type = number
}

resource "azurerm_monitor_autoscale_setting" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  profile {
    capacity {
      minimum = 2
      maximum = var.maximum
    }
  }
}
