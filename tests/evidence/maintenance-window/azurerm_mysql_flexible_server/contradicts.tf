locals {
  settings = {
    orders = {
      day_of_week = 3
    }
  }
}

resource "azurerm_mysql_flexible_server" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  maintenance_window {
    start_hour  = 3
    day_of_week = local.settings.orders.day_of_week
  }
}
