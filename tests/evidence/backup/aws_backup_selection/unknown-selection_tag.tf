variable "selection_tag" {
  type = bool
}

resource "aws_backup_selection" "orders" {
  name         = "orders"
  plan_id      = "orders"
  iam_role_arn = "arn:aws:iam::123456789012:role/backup"

  dynamic "selection_tag" {
    for_each = var.selection_tag ? [1] : []

    content {
      type  = "STRINGEQUALS"
      key   = "backup"
      value = "daily"
    }
  }
}
