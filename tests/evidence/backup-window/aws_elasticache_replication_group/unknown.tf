variable "snapshot_window" {
  type = string
}

resource "aws_elasticache_replication_group" "orders" {
  replication_group_id     = "orders"
  description              = "Carts of orders"
  snapshot_retention_limit = 7
  snapshot_window          = var.snapshot_window
}
