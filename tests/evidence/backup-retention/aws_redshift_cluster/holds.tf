resource "aws_redshift_cluster" "orders" {
  cluster_identifier                  = "orders"
  node_type                           = "ra3.xlplus"
  automated_snapshot_retention_period = 14
}
