resource "aws_elasticache_replication_group" "sessions" {
  snapshot_window    = "03:30-05:00"
  maintenance_window = "sun:04:00-sun:05:00"
}
