locals {
  settings = {
    orders = {
      source_address_prefix = "*"
    }
  }
}

resource "azurerm_network_security_rule" "orders" {
  name                        = "database"
  resource_group_name         = "shop"
  network_security_group_name = "orders"
  priority                    = 100
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  destination_port_range      = "5432"
  destination_address_prefix  = "*"
  source_address_prefix       = local.settings.orders.source_address_prefix
}
