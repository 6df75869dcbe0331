variable "retention_in_hours" {
  type = number
}

resource "azurerm_cosmosdb_account" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  backup {
    type               = "Periodic"
    retention_in_hours = var.retention_in_hours
  }
}
