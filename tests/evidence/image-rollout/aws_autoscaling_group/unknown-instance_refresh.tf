variable "instance_refresh" {
  type = bool
}

resource "aws_autoscaling_group" "orders" {
  name     = "orders"
  min_size = 2
  max_size = 6

  dynamic "instance_refresh" {
    for_each = var.instance_refresh ? [1] : []

    content {
      strategy = "Rolling"

      preferences {
        min_healthy_percentage = 90
      }
    }
  }
}
