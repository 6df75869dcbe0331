module "orders" {
  source = "./module"

  max_capacity = 16
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
