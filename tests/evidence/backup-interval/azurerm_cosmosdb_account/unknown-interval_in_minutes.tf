variable "interval_in_minutes" {
  type = number
}

resource "azurerm_cosmosdb_account" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  backup {
    type                = "Periodic"
    interval_in_minutes = var.interval_in_minutes
  }
}
