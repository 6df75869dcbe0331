variable "frequency" {
  type = string
}

resource "azurerm_backup_policy_vm" "orders" {
  name                = "orders"
  resource_group_name = "shop"
  recovery_vault_name = "shop"

  backup {
    time      = "23:00"
    frequency = var.frequency
  }
}
