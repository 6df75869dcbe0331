resource "aws_elasticache_replication_group" "sessions" {
  multi_az_enabled = var.zones
}

variable "zones" {
  default = true
}
