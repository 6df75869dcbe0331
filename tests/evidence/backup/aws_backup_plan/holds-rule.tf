resource "aws_backup_plan" "orders" {
  name = "orders"

  rule {
    rule_name         = "regular"
    target_vault_name = "orders"
    schedule          = "cron(0 3 * * ? *)"
  }
}
