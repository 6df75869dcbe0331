locals {
  settings = {
    orders = {
      persistence_mode = "DISABLED"
    }
  }
}

resource "google_redis_instance" "orders" {
  name           = "orders"
  memory_size_gb = 5

  persistence_config {
    persistence_mode = local.settings.orders.persistence_mode
  }
}
