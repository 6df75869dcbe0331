resource "aws_neptune_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "neptune"

  serverless_v2_scaling_configuration {
    max_capacity = 6
    min_capacity = 2
  }
}
