variable "priority" {
  type    = string
  default = "Regular"
}

resource "azurerm_kubernetes_cluster_node_pool" "orders" {
  name                  = "workers"
  kubernetes_cluster_id = "orders"
  vm_size               = "Standard_D4s_v5"
  priority              = var.priority
}
