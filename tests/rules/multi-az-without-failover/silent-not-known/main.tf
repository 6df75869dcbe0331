resource "aws_elasticache_replication_group" "sessions" {
  multi_az_enabled           = true
  automatic_failover_enabled = var.failover
}

variable "failover" {
  type = bool
}
