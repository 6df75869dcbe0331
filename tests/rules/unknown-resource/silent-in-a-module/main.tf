resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
}

module "more" {
  source  = "acme/cache/aws"
  version = "1.0.0"
}
