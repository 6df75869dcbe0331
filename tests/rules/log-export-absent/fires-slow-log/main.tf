resource "aws_elasticache_replication_group" "sessions" {
  engine = "valkey"
}

resource "aws_cloudwatch_log_group" "sessions" {
  name = "/sessions"
  retention_in_days = 30
}
