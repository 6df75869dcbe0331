resource "aws_autoscaling_group" "web" {
  min_size = 2
  max_size = 6
}

resource "aws_autoscaling_policy" "web" {
  name                   = "cpu"
  policy_type            = "TargetTrackingScaling"
  autoscaling_group_name = aws_autoscaling_group.web.name
  target_tracking_configuration {
    target_value = 60
    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}
