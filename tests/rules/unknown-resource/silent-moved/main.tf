resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
}

moved {
  from = aws_elasticache_replication_group.cache
  to   = aws_elasticache_replication_group.sessions
}
