locals {
  settings = {
    orders = {
      maintenance_window = "sun:03:00-sun:04:00"
    }
  }
}

resource "aws_dax_cluster" "orders" {
  cluster_name       = "orders"
  node_type          = "dax.r5.large"
  replication_factor = 3
  maintenance_window = local.settings.orders.maintenance_window
}
