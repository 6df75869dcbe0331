variable "priority" {
  type = string
}

resource "azurerm_orchestrated_virtual_machine_scale_set" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  priority            = var.priority
}
