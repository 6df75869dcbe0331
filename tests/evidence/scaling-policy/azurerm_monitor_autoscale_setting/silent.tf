resource "azurerm_monitor_autoscale_setting" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  enabled             = false

  profile {
    name = "usual"
  }
}
