variable "days" {
  type = number
}

resource "azurerm_storage_account" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  blob_properties {
    delete_retention_policy {
      days = var.days
    }
  }
}
