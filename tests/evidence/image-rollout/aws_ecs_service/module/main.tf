variable "strategy" {
  type = string
}

resource "aws_ecs_service" "orders" {
  name          = "orders"
  desired_count = 2

  deployment_configuration {
    strategy = var.strategy
  }
}
