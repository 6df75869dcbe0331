locals {
  settings = {
    orders = {
      retain_interval = 14
    }
  }
}

resource "aws_dlm_lifecycle_policy" "orders" {
  description        = "Snapshots of the volumes of orders"
  execution_role_arn = "arn:aws:iam::123456789012:role/dlm"

  policy_details {
    resource_types  = ["VOLUME"]
    retain_interval = local.settings.orders.retain_interval
  }
}
