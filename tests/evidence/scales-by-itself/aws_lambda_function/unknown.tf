variable "role" {
  type = string
}

module "orders" {
  source = "./module"

  role = var.role
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
