locals {
  settings = {
    orders = {
      enabled = false
    }
  }
}

resource "aws_ebs_encryption_by_default" "orders" {
  enabled = local.settings.orders.enabled
}
