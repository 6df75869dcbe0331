resource "azurerm_mysql_flexible_server" "orders" {
  name                  = "orders"
  resource_group_name   = "shop"
  location              = "westeurope"
  backup_retention_days = 14
}
