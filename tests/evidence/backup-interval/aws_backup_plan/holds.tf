variable "schedule" {
  type    = string
  default = "cron(0 * * * ? *)"
}

resource "aws_backup_plan" "orders" {
  name = "orders"

  rule {
    rule_name         = "regular"
    target_vault_name = "orders"
    schedule          = var.schedule
  }
}
