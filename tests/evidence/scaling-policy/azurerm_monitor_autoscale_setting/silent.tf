locals {
  settings = {
    orders = {
      enabled = false
    }
  }
}

resource "azurerm_monitor_autoscale_setting" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  enabled             = local.settings.orders.enabled

  profile {
    name = "usual"
  }
}
