resource "aws_memorydb_cluster" "orders" {
  name      = "orders"
  acl_name  = "orders"
  node_type = "db.r6g.large"
}
