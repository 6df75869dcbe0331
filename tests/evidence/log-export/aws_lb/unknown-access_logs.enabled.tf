variable "enabled" {
  type = bool
}

resource "aws_lb" "orders" {
  name     = "orders"
  internal = true

  access_logs {
    bucket  = "orders-logs"
    enabled = var.enabled
  }
}
