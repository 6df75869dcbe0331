locals {
  settings = {
    orders = {
      snapshot_window = "02:00-03:00"
    }
  }
}

resource "aws_elasticache_replication_group" "orders" {
  replication_group_id     = "orders"
  description              = "Carts of orders"
  snapshot_retention_limit = 7
  snapshot_window          = local.settings.orders.snapshot_window
}
