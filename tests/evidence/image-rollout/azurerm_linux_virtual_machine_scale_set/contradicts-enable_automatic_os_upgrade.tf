variable "enable_automatic_os_upgrade" {
  type = bool
}

resource "azurerm_linux_virtual_machine_scale_set" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  automatic_os_upgrade_policy {
    enable_automatic_os_upgrade = var.enable_automatic_os_upgrade
  }
}
