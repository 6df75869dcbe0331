locals {
  settings = {
    orders = {
      sqs_managed_sse_enabled = false
    }
  }
}

resource "aws_sqs_queue" "orders" {
  name                    = "orders"
  sqs_managed_sse_enabled = local.settings.orders.sqs_managed_sse_enabled
}
