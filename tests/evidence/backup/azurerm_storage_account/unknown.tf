variable "versioning_enabled" {
  type = bool
}

resource "azurerm_storage_account" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  blob_properties {
    versioning_enabled = var.versioning_enabled
  }
}
