variable "maintenance_window" {
  type = string
}

resource "aws_elasticache_cluster" "orders" {
  cluster_id         = "orders"
  engine             = "redis"
  node_type          = "cache.m6g.large"
  num_cache_nodes    = 1
  maintenance_window = var.maintenance_window
}
