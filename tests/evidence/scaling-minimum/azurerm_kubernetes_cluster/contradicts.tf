variable "min_count" {
  type = number
}

resource "azurerm_kubernetes_cluster" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  default_node_pool {
    max_count = 6
    min_count = var.min_count
  }
}
