variable "backup_retention_days" {
  type = number
}

resource "azurerm_mysql_flexible_server" "orders" {
  name                  = "orders"
  resource_group_name   = "shop"
  location              = "westeurope"
  backup_retention_days = var.backup_retention_days
}
