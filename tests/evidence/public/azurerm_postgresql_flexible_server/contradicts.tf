variable "public_network_access_enabled" {
  type = bool
}

resource "azurerm_postgresql_flexible_server" "orders" {
  name                          = "orders"
  resource_group_name           = "shop"
  location                      = "westeurope"
  public_network_access_enabled = var.public_network_access_enabled
}
