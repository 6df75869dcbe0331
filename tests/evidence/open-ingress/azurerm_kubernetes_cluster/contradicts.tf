variable "authorized_ip_ranges" {
  type = list(string)
}

resource "azurerm_kubernetes_cluster" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  api_server_access_profile {
    authorized_ip_ranges = var.authorized_ip_ranges
  }
}
