variable "days_in_cycle" {
  type    = number
  default = 7
}

resource "google_compute_resource_policy" "orders" {
  name = "orders"

  snapshot_schedule_policy {
    schedule {
      daily_schedule {
        start_time    = "03:00"
        days_in_cycle = var.days_in_cycle
      }
    }
  }
}
