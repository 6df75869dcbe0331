locals {
  settings = {
    orders = {
      sqs_managed_sse_enabled = true
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name                    = "orders"
  sqs_managed_sse_enabled = local.settings.orders.sqs_managed_sse_enabled
}
