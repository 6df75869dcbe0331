variable "preferred_maintenance_window" {
  type    = string
  default = "sun:03:00-sun:04:00"
}

resource "aws_neptune_cluster" "orders" {
  cluster_identifier           = "orders"
  engine                       = "neptune"
  preferred_maintenance_window = var.preferred_maintenance_window
}
