locals {
  settings = {
    orders = {
      days = 14
    }
  }
}

resource "azurerm_storage_account" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  blob_properties {
    restore_policy {
      days = local.settings.orders.days
    }
  }
}
