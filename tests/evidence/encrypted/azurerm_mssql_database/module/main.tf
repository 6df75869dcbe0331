variable "transparent_data_encryption_enabled" {
  type = bool
}

resource "azurerm_mssql_database" "orders" {
  name                                = "orders"
  server_id                           = "/subscriptions/0/orders"
  sku_name                            = "S1"
  transparent_data_encryption_enabled = var.transparent_data_encryption_enabled
}
