resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
}
