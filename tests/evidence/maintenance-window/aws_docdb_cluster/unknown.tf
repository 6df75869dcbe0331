variable "preferred_maintenance_window" {
  type = string
}

resource "aws_docdb_cluster" "orders" {
  cluster_identifier           = "orders"
  engine                       = "docdb"
  preferred_maintenance_window = var.preferred_maintenance_window
}
