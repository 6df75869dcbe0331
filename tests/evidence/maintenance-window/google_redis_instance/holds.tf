locals {
  settings = {
    orders = {
      day = "SUNDAY"
    }
  }
}

resource "google_redis_instance" "orders" {
  name           = "orders"
  memory_size_gb = 5

  maintenance_policy {
    weekly_maintenance_window {
      day = local.settings.orders.day

      start_time {
        hours = 3
      }
    }
  }
}
