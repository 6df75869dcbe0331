locals {
  settings = {
    orders = {
      metric_name = "memory_percent"
    }
  }
}

resource "azurerm_monitor_metric_alert" "orders" {
  name   = "orders"
  scopes = ["/subscriptions/0/orders"]

  action {
    action_group_id = "/subscriptions/0/on-call"
  }

  dynamic_criteria {
    operator          = "GreaterThan"
    alert_sensitivity = "Medium"
    metric_name       = local.settings.orders.metric_name
  }
}

resource "azurerm_monitor_metric_alert" "connections" {
  name   = "orders-connections"
  scopes = ["/subscriptions/0/orders"]

  criteria {
    metric_name = "active_connections"
    operator    = "GreaterThan"
    threshold   = 400
  }
}
