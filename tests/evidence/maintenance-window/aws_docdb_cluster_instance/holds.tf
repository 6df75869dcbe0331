variable "preferred_maintenance_window" {
  type    = string
  default = "sun:03:00-sun:04:00"
}

resource "aws_docdb_cluster_instance" "orders" {
  cluster_identifier           = "orders"
  instance_class               = "db.r6g.large"
  preferred_maintenance_window = var.preferred_maintenance_window
}
