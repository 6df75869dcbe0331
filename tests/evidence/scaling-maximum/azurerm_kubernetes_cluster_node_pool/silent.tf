variable "max_count" {
  type    = number
  default = 6
}

resource "azurerm_kubernetes_cluster_node_pool" "orders" {
  name                  = "workers"
  kubernetes_cluster_id = "orders"
  vm_size               = "Standard_D4s_v5"
  min_count             = 2
  max_count             = var.max_count
}
