variable "backup_retention_days" {
  type    = number
  default = 3
}

resource "azurerm_postgresql_flexible_server" "orders" {
  name                  = "orders"
  resource_group_name   = "shop"
  location              = "westeurope"
  backup_retention_days = var.backup_retention_days
}
