variable "capacity_provider" {
  type = string
}

resource "aws_ecs_service" "orders" {
  name          = "orders"
  desired_count = 2

  capacity_provider_strategy {
    capacity_provider = var.capacity_provider
  }
}
