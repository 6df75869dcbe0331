variable "threshold" {
  type    = number
  default = 95
}

resource "azurerm_monitor_metric_alert" "orders" {
  name   = "orders"
  scopes = ["/subscriptions/0/orders"]

  action {
    action_group_id = "/subscriptions/0/on-call"
  }

  criteria {
    metric_name = "cpu_percent"
    operator    = "GreaterThan"
    threshold   = var.threshold
  }
}
