variable "sqs_managed_sse_enabled" {
  type = bool
}

resource "aws_sqs_queue" "orders" {
  name                    = "orders"
  sqs_managed_sse_enabled = var.sqs_managed_sse_enabled
}
