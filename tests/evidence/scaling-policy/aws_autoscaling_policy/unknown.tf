variable "enabled" {
  type = bool
}

resource "aws_autoscaling_policy" "orders" {
  name                   = "orders"
  policy_type            = "StepScaling"
  autoscaling_group_name = "orders"
  adjustment_type        = "ChangeInCapacity"
  enabled                = var.enabled
}
