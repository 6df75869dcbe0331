locals {
  settings = {
    orders = {
      backup_retention_days = 3
    }
  }
}

resource "azurerm_postgresql_flexible_server" "orders" {
  name                  = "orders"
  resource_group_name   = "shop"
  location              = "westeurope"
  backup_retention_days = local.settings.orders.backup_retention_days
}
