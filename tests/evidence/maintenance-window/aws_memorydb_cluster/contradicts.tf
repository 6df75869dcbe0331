variable "maintenance_window" {
  type    = string
  default = "wed:03:00-wed:04:00"
}

resource "aws_memorydb_cluster" "orders" {
  name               = "orders"
  acl_name           = "orders"
  node_type          = "db.r6g.large"
  maintenance_window = var.maintenance_window
}
