locals {
  settings = {
    orders = {
      snapshot_retention_limit = 0
    }
  }
}

resource "aws_memorydb_cluster" "orders" {
  name                     = "orders"
  acl_name                 = "orders"
  node_type                = "db.r6g.large"
  snapshot_retention_limit = local.settings.orders.snapshot_retention_limit
}
