variable "priority" {
  type = string
}

resource "azurerm_linux_virtual_machine" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  priority            = var.priority
}
