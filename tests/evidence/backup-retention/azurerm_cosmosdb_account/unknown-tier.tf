variable "tier" {
  type = string
}

resource "azurerm_cosmosdb_account" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  backup {
    type = "Continuous"
    tier = var.tier
  }
}
