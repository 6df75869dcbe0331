variable "enabled_log" {
  type = bool
}

resource "azurerm_monitor_diagnostic_setting" "orders" {
  name                       = "orders"
  target_resource_id         = "/subscriptions/0/orders"
  log_analytics_workspace_id = "/subscriptions/0/logs"

  dynamic "enabled_log" {
    for_each = var.enabled_log ? [1] : []

    content {
      category = "PostgreSQLLogs"
    }
  }
}
