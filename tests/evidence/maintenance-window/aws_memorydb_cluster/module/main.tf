variable "maintenance_window" {
  type = string
}

resource "aws_memorydb_cluster" "orders" {
  name               = "orders"
  acl_name           = "orders"
  node_type          = "db.r6g.large"
  maintenance_window = var.maintenance_window
}
