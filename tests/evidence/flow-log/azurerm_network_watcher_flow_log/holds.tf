variable "enabled" {
  type    = bool
  default = true
}

resource "azurerm_network_watcher_flow_log" "orders" {
  name                 = "orders"
  network_watcher_name = "shop"
  resource_group_name  = "shop"
  storage_account_id   = "/subscriptions/0/flows"
  enabled              = var.enabled
}
