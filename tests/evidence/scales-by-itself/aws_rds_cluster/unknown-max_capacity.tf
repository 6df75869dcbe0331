variable "max_capacity" {
  type = number
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "aurora-postgresql"

  serverlessv2_scaling_configuration {
    min_capacity = 1
    max_capacity = var.max_capacity
  }
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
