resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}

module "scaling" {
  source  = "acme/ecs-scaling/aws"
  version = "1.0.0"
}
