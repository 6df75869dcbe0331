variable "resources" {
  type = list(string)
}

resource "aws_backup_selection" "orders" {
  name         = "orders"
  plan_id      = "orders"
  iam_role_arn = "arn:aws:iam::123456789012:role/backup"
  resources    = var.resources
}
