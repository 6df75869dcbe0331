variable "max_count" {
  type = number
}

resource "azurerm_kubernetes_cluster" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  default_node_pool {
    min_count = 2
    max_count = var.max_count
  }
}
