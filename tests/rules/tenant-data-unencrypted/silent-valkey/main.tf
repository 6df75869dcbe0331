resource "aws_elasticache_replication_group" "sessions" {
  engine = "valkey"
}
