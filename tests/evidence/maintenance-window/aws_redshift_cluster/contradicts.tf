resource "aws_redshift_cluster" "orders" {
  cluster_identifier           = "orders"
  node_type                    = "ra3.xlplus"
  preferred_maintenance_window = "wed:03:00-wed:04:00"
}
