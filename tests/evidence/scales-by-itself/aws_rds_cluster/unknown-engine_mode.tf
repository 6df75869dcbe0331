variable "engine_mode" {
  type = string
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "aurora-postgresql"
  engine_mode        = var.engine_mode
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
