variable "dynamic_scaling_in_suspended" {
  type = bool
}

resource "aws_appautoscaling_target" "orders" {
  resource_id        = "service/shop/orders"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
  min_capacity       = 2
  max_capacity       = 6

  suspended_state {
    dynamic_scaling_in_suspended = var.dynamic_scaling_in_suspended
  }
}
