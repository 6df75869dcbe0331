resource "aws_neptune_cluster_instance" "orders" {
  cluster_identifier  = "orders"
  instance_class      = "db.r6g.large"
  publicly_accessible = false
}
