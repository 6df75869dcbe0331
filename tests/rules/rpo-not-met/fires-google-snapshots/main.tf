resource "google_redis_instance" "cache" {
  name           = "cache"
  memory_size_gb = 4

  persistence_config {
    persistence_mode    = "RDB"
    rdb_snapshot_period = "SIX_HOURS"
  }
}
