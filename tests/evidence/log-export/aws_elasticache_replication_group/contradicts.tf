resource "aws_elasticache_replication_group" "orders" {
  replication_group_id = "orders"
  description          = "Carts of orders"
}
