variable "minimum" {
  type = number
}

resource "azurerm_monitor_autoscale_setting" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  profile {
    capacity {
      maximum = 6
      minimum = var.minimum
    }
  }
}
