variable "maintenance_window" {
  type = string
}

resource "aws_dax_cluster" "orders" {
  cluster_name       = "orders"
  node_type          = "dax.r5.large"
  replication_factor = 3
  maintenance_window = var.maintenance_window
}
