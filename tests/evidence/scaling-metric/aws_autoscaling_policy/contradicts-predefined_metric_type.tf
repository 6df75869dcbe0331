variable "predefined_metric_type" {
  type = string
}

resource "aws_autoscaling_policy" "orders" {
  name                   = "orders"
  policy_type            = "TargetTrackingScaling"
  autoscaling_group_name = "orders"

  target_tracking_configuration {
    target_value = 60

    predefined_metric_specification {
      predefined_metric_type = var.predefined_metric_type
    }
  }
}
