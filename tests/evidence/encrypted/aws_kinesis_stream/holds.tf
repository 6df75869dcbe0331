locals {
  settings = {
    orders = {
      encryption_type = "KMS"
    }
  }
}

resource "aws_kinesis_stream" "orders" {
  name            = "orders"
  encryption_type = local.settings.orders.encryption_type
}
