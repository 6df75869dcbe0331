locals {
  settings = {
    orders = {
      maintenance_window = "wed:03:00-wed:04:00"
    }
  }
}

resource "aws_elasticache_replication_group" "orders" {
  replication_group_id = "orders"
  description          = "Carts of orders"
  maintenance_window   = local.settings.orders.maintenance_window
}
