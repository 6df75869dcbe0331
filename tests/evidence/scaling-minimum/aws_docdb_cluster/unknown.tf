variable "min_capacity" {
  type = number
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "docdb"

  serverless_v2_scaling_configuration {
    max_capacity = 6
    min_capacity = var.min_capacity
  }
}
