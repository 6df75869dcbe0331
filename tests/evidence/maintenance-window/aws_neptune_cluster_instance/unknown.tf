variable "preferred_maintenance_window" {
  type = string
}

resource "aws_neptune_cluster_instance" "orders" {
  cluster_identifier           = "orders"
  instance_class               = "db.r6g.large"
  preferred_maintenance_window = var.preferred_maintenance_window
}
