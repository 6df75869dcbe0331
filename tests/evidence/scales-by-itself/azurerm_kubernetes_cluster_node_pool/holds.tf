module "orders" {
  source = "./module"

  auto_scaling_enabled = true
}

resource "azurerm_linux_virtual_machine_scale_set" "web" {
  name                = "web"
  resource_group_name = "shop"
  location            = "westeurope"
}
