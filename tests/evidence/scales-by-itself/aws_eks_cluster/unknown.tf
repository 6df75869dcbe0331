variable "enabled" {
  type = bool
}

module "orders" {
  source = "./module"

  enabled = var.enabled
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
