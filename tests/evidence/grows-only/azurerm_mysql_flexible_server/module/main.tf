variable "auto_grow_enabled" {
  type = bool
}

resource "azurerm_mysql_flexible_server" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  location            = "westeurope"

  storage {
    auto_grow_enabled = var.auto_grow_enabled
  }
}
