locals {
  settings = {
    orders = {
      schedule = "cron(0 3 * * ? *)"
    }
  }
}

resource "aws_backup_plan" "orders" {
  name = "orders"

  rule {
    rule_name         = "regular"
    target_vault_name = "orders"
    schedule          = local.settings.orders.schedule
  }
}
