variable "max_capacity" {
  type = number
}

module "orders" {
  source = "./module"

  max_capacity = var.max_capacity
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
