variable "max_size" {
  type    = number
  default = 6
}

resource "aws_autoscaling_group" "orders" {
  name     = "orders"
  min_size = 2
  max_size = var.max_size
}

resource "aws_autoscaling_policy" "orders" {
  name                   = "orders"
  policy_type            = "TargetTrackingScaling"
  autoscaling_group_name = "orders"
}
