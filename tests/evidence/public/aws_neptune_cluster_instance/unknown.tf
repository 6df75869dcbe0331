variable "publicly_accessible" {
  type = bool
}

resource "aws_neptune_cluster_instance" "orders" {
  cluster_identifier  = "orders"
  instance_class      = "db.r6g.large"
  publicly_accessible = var.publicly_accessible
}
