variable "hour_interval" {
  type = number
}

resource "azurerm_backup_policy_vm" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  recovery_vault_name = "shop"

  backup {
    frequency     = "Hourly"
    hour_duration = 24
    time          = "00:00"
    hour_interval = var.hour_interval
  }
}
