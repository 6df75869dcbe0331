variable "private_cluster_enabled" {
  type = bool
}

resource "azurerm_kubernetes_cluster" "orders" {
  name                    = "orders"
  resource_group_name     = "shop"
  location                = "westeurope"
  private_cluster_enabled = var.private_cluster_enabled
}
