locals {
  settings = {
    orders = {
      upgrade_mode = "Rolling"
    }
  }
}

resource "azurerm_linux_virtual_machine_scale_set" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  upgrade_mode        = local.settings.orders.upgrade_mode
}
