variable "publicly_accessible" {
  type = bool
}

resource "aws_redshift_cluster" "orders" {
  cluster_identifier  = "orders"
  node_type           = "ra3.xlplus"
  publicly_accessible = var.publicly_accessible
}
