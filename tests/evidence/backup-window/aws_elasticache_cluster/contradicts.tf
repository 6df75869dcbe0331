variable "snapshot_window" {
  type = string
}

resource "aws_elasticache_cluster" "orders" {
  cluster_id               = "orders"
  engine                   = "redis"
  node_type                = "cache.m6g.large"
  num_cache_nodes          = 1
  snapshot_retention_limit = 7
  snapshot_window          = var.snapshot_window
}
