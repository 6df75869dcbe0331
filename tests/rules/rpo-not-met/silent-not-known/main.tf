resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description          = "Sessions"
  snapshot_retention_limit = var.limit
}

variable "limit" {}
