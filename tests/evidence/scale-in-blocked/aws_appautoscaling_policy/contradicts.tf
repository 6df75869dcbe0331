variable "disable_scale_in" {
  type    = bool
  default = true
}

resource "aws_appautoscaling_policy" "orders" {
  name               = "orders"
  policy_type        = "TargetTrackingScaling"
  resource_id        = "service/shop/orders"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"

  target_tracking_scaling_policy_configuration {
    target_value     = 60
    disable_scale_in = var.disable_scale_in

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
