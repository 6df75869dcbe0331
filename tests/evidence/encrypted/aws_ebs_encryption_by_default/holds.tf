locals {
  settings = {
    orders = {
      enabled = true
    }
  }
}

resource "aws_ebs_encryption_by_default" "orders" {
  enabled = local.settings.orders.enabled
}
