variable "resource_id" {
  type    = string
  default = "service/shop/orders"
}

resource "aws_appautoscaling_policy" "orders" {
  name               = "orders"
  policy_type        = "StepScaling"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
  resource_id        = var.resource_id

  step_scaling_policy_configuration {
    adjustment_type = "ChangeInCapacity"
  }
}
