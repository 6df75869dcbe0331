variable "day_of_week" {
  type = string
}

resource "azurerm_kubernetes_cluster" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  maintenance_window_auto_upgrade {
    frequency   = "Weekly"
    interval    = 1
    start_time  = "03:00"
    utc_offset  = "+00:00"
    duration    = 4
    day_of_week = var.day_of_week
  }
}
