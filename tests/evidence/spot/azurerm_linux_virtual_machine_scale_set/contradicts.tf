locals {
  settings = {
    orders = {
      priority = "Spot"
    }
  }
}

resource "azurerm_linux_virtual_machine_scale_set" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  priority            = local.settings.orders.priority
}
