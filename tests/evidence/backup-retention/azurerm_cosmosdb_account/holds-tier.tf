locals {
  settings = {
    orders = {
      tier = "Continuous7Days"
    }
  }
}

resource "azurerm_cosmosdb_account" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  backup {
    type = "Continuous"
    tier = local.settings.orders.tier
  }
}
