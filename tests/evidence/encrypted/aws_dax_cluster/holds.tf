locals {
  settings = {
    orders = {
      enabled = true
    }
  }
}

resource "aws_dax_cluster" "orders" {
  cluster_name       = "orders"
  node_type          = "dax.r5.large"
  replication_factor = 3

  server_side_encryption {
    enabled = local.settings.orders.enabled
  }
}
