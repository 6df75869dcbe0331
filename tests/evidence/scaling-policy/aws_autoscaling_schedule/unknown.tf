variable "autoscaling_group_name" {
  type = string
}

resource "aws_autoscaling_schedule" "orders" {
  scheduled_action_name  = "orders-at-night"
  recurrence             = "0 22 * * *"
  desired_capacity       = 2
  autoscaling_group_name = var.autoscaling_group_name
}
