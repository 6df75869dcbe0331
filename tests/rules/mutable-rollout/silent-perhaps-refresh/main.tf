resource "aws_autoscaling_group" "web" {
  min_size = 2
  max_size = 4
  dynamic "instance_refresh" {
    for_each = var.refresh
    content {
      strategy = "Rolling"
    }
  }
}

variable "refresh" {}
