resource "azurerm_kubernetes_cluster" "orders" {
  name = "orders"
}
