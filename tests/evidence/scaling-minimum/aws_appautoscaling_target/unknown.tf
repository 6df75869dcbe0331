variable "min_capacity" {
  type = number
}

resource "aws_appautoscaling_target" "orders" {
  resource_id        = "service/shop/orders"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
  max_capacity       = 6
  min_capacity       = var.min_capacity
}
