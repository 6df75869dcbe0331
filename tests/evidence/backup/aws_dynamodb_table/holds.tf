locals {
  settings = {
    orders = {
      enabled = true
    }
  }
}

resource "aws_dynamodb_table" "orders" {
  name     = "orders"
  hash_key = "id"

  point_in_time_recovery {
    enabled = local.settings.orders.enabled
  }
}
