module "orders" {
  source = "./module"

  enabled = true
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
