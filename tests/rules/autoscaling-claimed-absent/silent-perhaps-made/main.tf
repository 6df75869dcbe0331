resource "aws_ecs_service" "web" {
  count = var.made ? 1 : 0
  name          = "web"
  desired_count = 2
}

variable "made" {}
