resource "azurerm_redis_cache" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  patch_schedule {
    start_hour_utc = 3
    day_of_week    = "Sunday"
  }
}
