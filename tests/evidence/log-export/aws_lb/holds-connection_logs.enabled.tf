variable "enabled" {
  type    = bool
  default = true
}

resource "aws_lb" "orders" {
  name     = "orders"
  internal = true

  connection_logs {
    bucket  = "orders-logs"
    enabled = var.enabled
  }
}
