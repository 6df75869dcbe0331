resource "aws_docdb_cluster" "orders" {
  cluster_identifier           = "orders"
  engine                       = "docdb"
  preferred_maintenance_window = "wed:03:00-wed:04:00"
}
