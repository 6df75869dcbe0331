resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}

resource "aws_appautoscaling_target" "web" {
  resource_id        = "service/orders/${aws_ecs_service.web.name}"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
  min_capacity       = 2
  max_capacity       = 6
}

resource "aws_appautoscaling_policy" "web" {
  name               = "memory"
  policy_type        = "StepScaling"
  resource_id        = aws_appautoscaling_target.web.resource_id
  scalable_dimension = aws_appautoscaling_target.web.scalable_dimension
  service_namespace  = aws_appautoscaling_target.web.service_namespace
  step_scaling_policy_configuration {
    adjustment_type = "ChangeInCapacity"
  }
}
