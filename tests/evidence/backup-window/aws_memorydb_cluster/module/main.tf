variable "snapshot_window" {
  type = string
}

resource "aws_memorydb_cluster" "orders" {
  name                     = "orders"
  acl_name                 = "orders"
  node_type                = "db.r6g.large"
  snapshot_retention_limit = 7
  snapshot_window          = var.snapshot_window
}
