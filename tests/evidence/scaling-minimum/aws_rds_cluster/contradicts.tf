variable "min_capacity" {
  type    = number
  default = 6
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "aurora-postgresql"

  serverlessv2_scaling_configuration {
    max_capacity = 6
    min_capacity = var.min_capacity
  }
}
