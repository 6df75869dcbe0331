locals {
  settings = {
    orders = {
      min_count = 6
    }
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "orders" {
  name                  = "workers"
  kubernetes_cluster_id = "orders"
  vm_size               = "Standard_D4s_v5"
  max_count             = 6
  min_count             = local.settings.orders.min_count
}
