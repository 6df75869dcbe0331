resource "azurerm_monitor_metric_alert" "memory" {
  name                = "memory"
  resource_group_name = "cache"
  scopes              = [var.cache]

  criteria {
    metric_namespace = "Microsoft.Cache/redis"
    metric_name      = "usedmemorypercentage"
    aggregation      = "Average"
    operator         = "GreaterThan"
    threshold        = 80
  }
}

variable "cache" {
  type = string
}
