resource "aws_elasticache_replication_group" "sessions" {
  multi_az_enabled = true
}

resource "aws_elasticache_replication_group" "other" {
  replication_group_id = "o"
}
