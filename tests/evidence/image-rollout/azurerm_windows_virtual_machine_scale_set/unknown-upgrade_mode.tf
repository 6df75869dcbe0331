variable "upgrade_mode" {
  type = string
}

resource "azurerm_windows_virtual_machine_scale_set" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  upgrade_mode        = var.upgrade_mode
}
