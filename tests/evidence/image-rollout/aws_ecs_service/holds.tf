variable "strategy" {
  type    = string
  default = "ROLLING"
}

resource "aws_ecs_service" "orders" {
  name          = "orders"
  desired_count = 2

  deployment_configuration {
    strategy = var.strategy
  }
}
