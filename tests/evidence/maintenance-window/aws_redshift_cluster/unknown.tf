variable "preferred_maintenance_window" {
  type = string
}

resource "aws_redshift_cluster" "orders" {
  cluster_identifier           = "orders"
  node_type                    = "ra3.xlplus"
  preferred_maintenance_window = var.preferred_maintenance_window
}
