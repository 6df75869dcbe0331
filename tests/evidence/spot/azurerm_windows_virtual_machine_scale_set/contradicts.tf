variable "priority" {
  type    = string
  default = "Spot"
}

resource "azurerm_windows_virtual_machine_scale_set" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  priority            = var.priority
}
