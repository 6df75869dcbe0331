variable "min_capacity" {
  type = number
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "aurora-postgresql"

  serverlessv2_scaling_configuration {
    max_capacity = 6
    min_capacity = var.min_capacity
  }
}
