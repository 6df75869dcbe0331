resource "aws_appautoscaling_policy" "orders" {
  name               = "orders"
  policy_type        = "TargetTrackingScaling"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
  resource_id        = "service/shop/orders"

  target_tracking_scaling_policy_configuration {
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
