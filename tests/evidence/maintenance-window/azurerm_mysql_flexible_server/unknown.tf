variable "day_of_week" {
  type = number
}

resource "azurerm_mysql_flexible_server" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  maintenance_window {
    start_hour  = 3
    day_of_week = var.day_of_week
  }
}
