variable "day" {
  type = string
}

resource "google_redis_instance" "orders" {
  name           = "orders"
  memory_size_gb = 5

  maintenance_policy {
    weekly_maintenance_window {
      day = var.day

      start_time {
        hours = 3
      }
    }
  }
}
