resource "aws_elasticache_replication_group" "orders" {
  replication_group_id = "orders"
  description          = "Carts of orders"

  log_delivery_configuration {
    destination      = "orders"
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "slow-log"
  }
}
