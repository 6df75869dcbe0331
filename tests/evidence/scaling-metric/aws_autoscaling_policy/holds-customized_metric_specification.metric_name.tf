resource "aws_autoscaling_policy" "orders" {
  name                   = "orders"
  policy_type            = "TargetTrackingScaling"
  autoscaling_group_name = "orders"

  target_tracking_configuration {
    target_value = 60

    customized_metric_specification {
      namespace   = "AWS/EC2"
      statistic   = "Average"
      metric_name = "CPUUtilization"
    }
  }
}
