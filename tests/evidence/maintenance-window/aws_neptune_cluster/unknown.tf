variable "preferred_maintenance_window" {
  type = string
}

resource "aws_neptune_cluster" "orders" {
  cluster_identifier           = "orders"
  engine                       = "neptune"
  preferred_maintenance_window = var.preferred_maintenance_window
}
