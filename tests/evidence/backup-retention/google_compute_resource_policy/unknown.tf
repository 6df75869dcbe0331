variable "max_retention_days" {
  type = number
}

resource "google_compute_resource_policy" "orders" {
  name = "orders"

  snapshot_schedule_policy {
    retention_policy {
      max_retention_days = var.max_retention_days
    }
  }
}
