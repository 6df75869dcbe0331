resource "azurerm_log_analytics_workspace" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  retention_in_days   = 90
}
