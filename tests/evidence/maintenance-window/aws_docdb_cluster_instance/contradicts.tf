variable "preferred_maintenance_window" {
  type    = string
  default = "wed:03:00-wed:04:00"
}

resource "aws_docdb_cluster_instance" "orders" {
  cluster_identifier           = "orders"
  instance_class               = "db.r6g.large"
  preferred_maintenance_window = var.preferred_maintenance_window
}
