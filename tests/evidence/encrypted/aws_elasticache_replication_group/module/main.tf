variable "at_rest_encryption_enabled" {
  type = bool
}

resource "aws_elasticache_replication_group" "orders" {
  replication_group_id       = "orders"
  description                = "Carts of orders"
  engine                     = "redis"
  at_rest_encryption_enabled = var.at_rest_encryption_enabled
}
