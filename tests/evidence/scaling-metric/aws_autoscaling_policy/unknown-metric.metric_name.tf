variable "metric_name" {
  type = string
}

resource "aws_autoscaling_policy" "orders" {
  name                   = "orders"
  policy_type            = "TargetTrackingScaling"
  autoscaling_group_name = "orders"

  target_tracking_configuration {
    target_value = 60

    customized_metric_specification {
      metrics {
        id = "load"

        metric_stat {
          stat = "Average"

          metric {
            namespace   = "AWS/EC2"
            metric_name = var.metric_name
          }
        }
      }
    }
  }
}
