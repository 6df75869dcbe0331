variable "max_capacity" {
  type = number
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "docdb"

  serverless_v2_scaling_configuration {
    min_capacity = 1
    max_capacity = var.max_capacity
  }
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
