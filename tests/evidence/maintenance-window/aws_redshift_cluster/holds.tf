resource "aws_redshift_cluster" "orders" {
  cluster_identifier           = "orders"
  node_type                    = "ra3.xlplus"
  preferred_maintenance_window = "sun:03:00-sun:04:00"
}
