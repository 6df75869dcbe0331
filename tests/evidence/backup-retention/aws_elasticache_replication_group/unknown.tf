variable "snapshot_retention_limit" {
  type = number
}

resource "aws_elasticache_replication_group" "orders" {
  replication_group_id     = "orders"
  description              = "Carts of orders"
  snapshot_retention_limit = var.snapshot_retention_limit
}
