variable "hours_in_cycle" {
  type = number
}

resource "google_compute_resource_policy" "orders" {
  name = "orders"

  snapshot_schedule_policy {
    schedule {
      hourly_schedule {
        start_time     = "00:00"
        hours_in_cycle = var.hours_in_cycle
      }
    }
  }
}
