variable "enable_continuous_backup" {
  type    = bool
  default = true
}

resource "aws_backup_plan" "orders" {
  name = "orders"

  rule {
    rule_name                = "regular"
    target_vault_name        = "orders"
    enable_continuous_backup = var.enable_continuous_backup
  }
}
