variable "metric_name" {
  type = string
}

resource "azurerm_monitor_metric_alert" "orders" {
  name   = "orders"
  scopes = ["/subscriptions/0/orders"]

  action {
    action_group_id = "/subscriptions/0/on-call"
  }

  criteria {
    operator    = "GreaterThan"
    threshold   = 80
    metric_name = var.metric_name
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
