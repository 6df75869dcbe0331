resource "azurerm_postgresql_flexible_server" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  auto_grow_enabled   = true
}
