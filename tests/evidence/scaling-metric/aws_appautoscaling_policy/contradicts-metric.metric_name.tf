locals {
  settings = {
    orders = {
      metric_name = "MemoryUtilization"
    }
  }
}

resource "aws_appautoscaling_policy" "orders" {
  name               = "orders"
  policy_type        = "TargetTrackingScaling"
  resource_id        = "service/shop/orders"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"

  target_tracking_scaling_policy_configuration {
    target_value = 60

    customized_metric_specification {
      metrics {
        id = "load"

        metric_stat {
          stat = "Average"

          metric {
            namespace   = "AWS/ECS"
            metric_name = local.settings.orders.metric_name
          }
        }
      }
    }
  }
}
