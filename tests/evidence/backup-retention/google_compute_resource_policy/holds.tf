resource "google_compute_resource_policy" "orders" {
  name = "orders"

  snapshot_schedule_policy {
    retention_policy {
      max_retention_days = 14
    }
  }
}
