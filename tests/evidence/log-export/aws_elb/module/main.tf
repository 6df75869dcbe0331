variable "enabled" {
  type = bool
}

resource "aws_elb" "orders" {
  name     = "orders"
  internal = true

  access_logs {
    bucket  = "orders-logs"
    enabled = var.enabled
  }
}
