locals {
  settings = {
    orders = {
      enable_continuous_backup = false
    }
  }
}

resource "aws_backup_plan" "orders" {
  name = "orders"

  rule {
    rule_name                = "regular"
    target_vault_name        = "orders"
    enable_continuous_backup = local.settings.orders.enable_continuous_backup
  }
}
