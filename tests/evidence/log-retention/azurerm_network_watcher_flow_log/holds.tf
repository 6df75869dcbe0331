variable "days" {
  type    = number
  default = 90
}

resource "azurerm_network_watcher_flow_log" "orders" {
  name                 = "orders"
  network_watcher_name = "shop"
  resource_group_name  = "shop"
  storage_account_id   = "/subscriptions/0/flows"
  enabled              = true

  retention_policy {
    enabled = true
    days    = var.days
  }
}
