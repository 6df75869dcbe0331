variable "preferred_maintenance_window" {
  type = string
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier           = "orders"
  engine                       = "aurora-postgresql"
  preferred_maintenance_window = var.preferred_maintenance_window
}
