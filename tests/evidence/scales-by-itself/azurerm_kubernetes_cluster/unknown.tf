variable "auto_scaling_enabled" {
  type = bool
}

resource "azurerm_kubernetes_cluster" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  default_node_pool {
    auto_scaling_enabled = var.auto_scaling_enabled
  }
}

resource "azurerm_linux_virtual_machine_scale_set" "web" {
  name                = "web"
  resource_group_name = "shop"
  location            = "westeurope"
}
