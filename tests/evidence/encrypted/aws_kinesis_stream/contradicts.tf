variable "encryption_type" {
  type    = string
  default = "NONE"
}

resource "aws_kinesis_stream" "orders" {
  name            = "orders"
  encryption_type = var.encryption_type
}
