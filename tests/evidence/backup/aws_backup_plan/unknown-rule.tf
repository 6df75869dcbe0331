variable "rule" {
  type = bool
}

resource "aws_backup_plan" "orders" {
  name = "orders"

  dynamic "rule" {
    for_each = var.rule ? [1] : []

    content {
      rule_name         = "regular"
      target_vault_name = "orders"
      schedule          = "cron(0 3 * * ? *)"
    }
  }
}
