locals {
  settings = {
    orders = {
      public_network_access_enabled = true
    }
  }
}

resource "azurerm_redis_cache" "orders" {
  name                          = "orders"
  resource_group_name           = "shop"
  location                      = "westeurope"
  public_network_access_enabled = local.settings.orders.public_network_access_enabled
}
