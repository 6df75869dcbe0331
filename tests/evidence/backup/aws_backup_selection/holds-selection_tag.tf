resource "aws_backup_selection" "orders" {
  name         = "orders"
  plan_id      = "orders"
  iam_role_arn = "arn:aws:iam::123456789012:role/backup"

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "backup"
    value = "daily"
  }
}
