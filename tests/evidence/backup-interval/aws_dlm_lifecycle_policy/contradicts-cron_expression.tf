locals {
  settings = {
    orders = {
      cron_expression = "cron(0 3 * * ? *)"
    }
  }
}

resource "aws_dlm_lifecycle_policy" "orders" {
  description        = "Snapshots of the volumes of orders"
  execution_role_arn = "arn:aws:iam::123456789012:role/dlm"

  policy_details {
    resource_types = ["VOLUME"]

    schedule {
      name = "regular"

      create_rule {
        cron_expression = local.settings.orders.cron_expression
      }
    }
  }
}
