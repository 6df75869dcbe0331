variable "machines" {
  default = 2
}

resource "azurerm_linux_virtual_machine_scale_set" "web" {
  count = var.machines > 0 ? 1 : 0
  name  = "web"
}
