variable "snapshot_retention_limit" {
  type    = number
  default = 0
}

resource "aws_elasticache_cluster" "orders" {
  cluster_id               = "orders"
  engine                   = "redis"
  node_type                = "cache.m6g.large"
  num_cache_nodes          = 1
  snapshot_retention_limit = var.snapshot_retention_limit
}
