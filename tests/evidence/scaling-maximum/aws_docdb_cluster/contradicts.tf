resource "aws_docdb_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "docdb"

  serverless_v2_scaling_configuration {
    min_capacity = 2
    max_capacity = 2
  }
}
