locals {
  settings = {
    orders = {
      max_capacity = 6
    }
  }
}

resource "aws_neptune_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "neptune"

  serverless_v2_scaling_configuration {
    min_capacity = 2
    max_capacity = local.settings.orders.max_capacity
  }
}
