variable "min_size" {
  type = number
}

resource "aws_autoscaling_group" "orders" {
  name     = "orders"
  max_size = 6
  min_size = var.min_size
}

resource "aws_autoscaling_policy" "orders" {
  name                   = "orders"
  policy_type            = "TargetTrackingScaling"
  autoscaling_group_name = "orders"
}
