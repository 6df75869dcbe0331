locals {
  settings = {
    orders = {
      backup_retention_days = 0
    }
  }
}

resource "azurerm_mysql_flexible_server" "orders" {
  name                  = "orders"
  resource_group_name   = "shop"
  location              = "westeurope"
  backup_retention_days = local.settings.orders.backup_retention_days
}
