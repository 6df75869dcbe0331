resource "azurerm_postgresql_flexible_server" "orders" {
  name = "orders"
}
