resource "aws_elasticache_replication_group" "sessions" {
  multi_az_enabled        = true
  num_node_groups         = 3
  replicas_per_node_group = 1
}
