variable "rdb_snapshot_period" {
  type = string
}

resource "google_redis_instance" "orders" {
  name           = "orders"
  memory_size_gb = 5

  persistence_config {
    persistence_mode    = "RDB"
    rdb_snapshot_period = var.rdb_snapshot_period
  }
}
