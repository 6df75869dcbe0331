resource "azurerm_redis_cache" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  redis_configuration {
    rdb_backup_enabled   = true
    rdb_backup_frequency = 60
  }
}
