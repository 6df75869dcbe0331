variable "resource_id" {
  type = string
}

resource "aws_appautoscaling_scheduled_action" "orders" {
  name               = "orders-at-night"
  schedule           = "cron(0 22 * * ? *)"
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = var.resource_id
}
