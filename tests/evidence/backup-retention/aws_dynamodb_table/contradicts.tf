locals {
  settings = {
    orders = {
      recovery_period_in_days = 3
    }
  }
}

resource "aws_dynamodb_table" "orders" {
  name     = "orders"
  hash_key = "id"

  point_in_time_recovery {
    enabled                 = true
    recovery_period_in_days = local.settings.orders.recovery_period_in_days
  }
}
