package main

# METADATA
# title: No public cache
deny_public_redis contains msg if {
  some name
  input.resource.aws_elasticache_replication_group[name]
  msg := sprintf("warn_untagged: %v", [name])
}
