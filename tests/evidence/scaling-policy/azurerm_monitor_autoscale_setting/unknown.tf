variable "enabled" {
  type = bool
}

resource "azurerm_monitor_autoscale_setting" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  enabled             = var.enabled

  profile {
    name = "usual"
  }
}
