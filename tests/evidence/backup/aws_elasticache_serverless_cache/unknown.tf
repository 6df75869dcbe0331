variable "snapshot_retention_limit" {
  type = number
}

resource "aws_elasticache_serverless_cache" "orders" {
  name                     = "orders"
  snapshot_retention_limit = var.snapshot_retention_limit
}
