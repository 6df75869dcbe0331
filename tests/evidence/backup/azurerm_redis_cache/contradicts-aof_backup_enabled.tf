resource "azurerm_redis_cache" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
}
