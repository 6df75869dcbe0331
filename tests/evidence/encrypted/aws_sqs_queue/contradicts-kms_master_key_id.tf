variable "kms_master_key_id" {
  type = string
}

resource "aws_sqs_queue" "orders" {
  name                    = "orders"
  sqs_managed_sse_enabled = false
  kms_master_key_id       = var.kms_master_key_id
}
