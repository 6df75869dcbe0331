locals {
  settings = {
    orders = {
      public_network_access = "Disabled"
    }
  }
}

resource "azurerm_mysql_flexible_server" "orders" {
  name                  = "orders"
  resource_group_name   = "shop"
  location              = "westeurope"
  public_network_access = local.settings.orders.public_network_access
}
