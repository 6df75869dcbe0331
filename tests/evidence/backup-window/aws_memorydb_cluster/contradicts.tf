variable "snapshot_window" {
  type    = string
  default = "14:00-15:00"
}

resource "aws_memorydb_cluster" "orders" {
  name                     = "orders"
  acl_name                 = "orders"
  node_type                = "db.r6g.large"
  snapshot_retention_limit = 7
  snapshot_window          = var.snapshot_window
}
