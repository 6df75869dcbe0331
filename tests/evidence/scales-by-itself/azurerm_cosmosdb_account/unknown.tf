variable "name" {
  type = string
}

module "orders" {
  source = "./module"

  name = var.name
}

resource "azurerm_linux_virtual_machine_scale_set" "web" {
  name                = "web"
  resource_group_name = "shop"
  location            = "westeurope"
}
