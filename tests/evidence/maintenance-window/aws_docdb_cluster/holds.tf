resource "aws_docdb_cluster" "orders" {
  cluster_identifier           = "orders"
  engine                       = "docdb"
  preferred_maintenance_window = "sun:03:00-sun:04:00"
}
