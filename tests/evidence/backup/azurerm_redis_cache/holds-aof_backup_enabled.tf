locals {
  settings = {
    orders = {
      aof_backup_enabled = true
    }
  }
}

resource "azurerm_redis_cache" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  redis_configuration {
    aof_backup_enabled = local.settings.orders.aof_backup_enabled
  }
}
