variable "name" {
  type = string
}

resource "azurerm_cosmosdb_account" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  capabilities {
    name = var.name
  }
}

resource "azurerm_linux_virtual_machine_scale_set" "web" {
  name                = "web"
  resource_group_name = "shop"
  location            = "westeurope"
}
