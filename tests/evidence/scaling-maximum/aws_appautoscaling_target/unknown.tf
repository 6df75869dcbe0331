variable "max_capacity" {
  type = number
}

resource "aws_appautoscaling_target" "orders" {
  resource_id        = "service/shop/orders"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
  min_capacity       = 2
  max_capacity       = var.max_capacity
}
