resource "azurerm_windows_virtual_machine" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"
  priority            = "Regular"
}
