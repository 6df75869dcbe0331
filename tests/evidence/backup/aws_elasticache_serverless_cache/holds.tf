locals {
  settings = {
    orders = {
      snapshot_retention_limit = 7
    }
  }
}

resource "aws_elasticache_serverless_cache" "orders" {
  name                     = "orders"
  snapshot_retention_limit = local.settings.orders.snapshot_retention_limit
}
