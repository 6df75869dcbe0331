variable "backup" {
  type = bool
}

resource "azurerm_backup_policy_vm" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  recovery_vault_name = "shop"

  dynamic "backup" {
    for_each = var.backup ? [1] : []

    content {
      frequency = "Daily"
      time      = "23:00"
    }
  }
}
