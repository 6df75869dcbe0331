locals {
  settings = {
    orders = {
      snapshot_retention_limit = 3
    }
  }
}

resource "aws_elasticache_replication_group" "orders" {
  replication_group_id     = "orders"
  description              = "Carts of orders"
  snapshot_retention_limit = local.settings.orders.snapshot_retention_limit
}
