locals {
  settings = {
    orders = {
      max_capacity = 16
    }
  }
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "aurora-postgresql"

  serverlessv2_scaling_configuration {
    min_capacity = 1
    max_capacity = local.settings.orders.max_capacity
  }
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
