resource "azurerm_mssql_database" "orders" {
  name      = "orders"
  server_id = "/subscriptions/0/orders"
  sku_name  = "S1"

  short_term_retention_policy {
    retention_days = 0
  }
}
