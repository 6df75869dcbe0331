locals {
  settings = {
    orders = {
      interval_in_minutes = 720
    }
  }
}

resource "azurerm_cosmosdb_account" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  backup {
    type                = "Periodic"
    interval_in_minutes = local.settings.orders.interval_in_minutes
  }
}
