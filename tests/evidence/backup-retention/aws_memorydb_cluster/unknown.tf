variable "snapshot_retention_limit" {
  type = number
}

resource "aws_memorydb_cluster" "orders" {
  name                     = "orders"
  acl_name                 = "orders"
  node_type                = "db.r6g.large"
  snapshot_retention_limit = var.snapshot_retention_limit
}
