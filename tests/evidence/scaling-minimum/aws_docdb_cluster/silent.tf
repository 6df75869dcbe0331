locals {
  settings = {
    orders = {
      min_capacity = 2
    }
  }
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "docdb"

  serverless_v2_scaling_configuration {
    max_capacity = 6
    min_capacity = local.settings.orders.min_capacity
  }
}
