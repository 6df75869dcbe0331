variable "enabled" {
  type = bool
}

resource "aws_alb" "orders" {
  name     = "orders"
  internal = true

  access_logs {
    bucket  = "orders-logs"
    enabled = var.enabled
  }
}
