variable "max_capacity" {
  type = number
}

resource "aws_neptune_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "neptune"

  serverless_v2_scaling_configuration {
    min_capacity = 2
    max_capacity = var.max_capacity
  }
}
