variable "access_logs" {
  type = bool
}

resource "aws_elb" "orders" {
  name     = "orders"
  internal = true

  dynamic "access_logs" {
    for_each = var.access_logs ? [1] : []

    content {
      bucket = "orders-logs"
    }
  }
}
