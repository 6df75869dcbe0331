locals {
  cache = {
    replicas = 0
  }
}

resource "aws_memorydb_cluster" "sessions" {
  acl_name               = "open-access"
  node_type              = "db.t4g.small"
  num_replicas_per_shard = local.cache.replicas
}
