variable "public_network_access" {
  type    = string
  default = "Enabled"
}

resource "azurerm_mysql_flexible_server" "orders" {
  name                  = "orders"
  resource_group_name   = "shop"
  location              = "westeurope"
  public_network_access = var.public_network_access
}
