resource "aws_elasticache_cluster" "orders" {
  cluster_id      = "orders"
  engine          = "redis"
  node_type       = "cache.m6g.large"
  num_cache_nodes = 1

  log_delivery_configuration {
    destination      = "orders"
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "slow-log"
  }
}
