resource "aws_appautoscaling_policy" "orders" {
  name               = "orders"
  policy_type        = "StepScaling"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
  resource_id        = "service/shop/orders"

  step_scaling_policy_configuration {
    adjustment_type = "ChangeInCapacity"
  }
}
