variable "auto_scaling_enabled" {
  type = bool
}

module "orders" {
  source = "./module"

  auto_scaling_enabled = var.auto_scaling_enabled
}

resource "azurerm_linux_virtual_machine_scale_set" "web" {
  name                = "web"
  resource_group_name = "shop"
  location            = "westeurope"
}
