variable "log_delivery_configuration" {
  type = bool
}

resource "aws_elasticache_replication_group" "orders" {
  replication_group_id = "orders"
  description          = "Carts of orders"

  dynamic "log_delivery_configuration" {
    for_each = var.log_delivery_configuration ? [1] : []

    content {
      destination      = "orders"
      destination_type = "cloudwatch-logs"
      log_format       = "json"
      log_type         = "slow-log"
    }
  }
}
