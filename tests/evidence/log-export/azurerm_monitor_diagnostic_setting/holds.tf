resource "azurerm_monitor_diagnostic_setting" "orders" {
  name                       = "orders"
  target_resource_id         = "/subscriptions/0/orders"
  log_analytics_workspace_id = "/subscriptions/0/logs"

  enabled_log {
    category = "PostgreSQLLogs"
  }
}
