locals {
  settings = {
    orders = {
      strategy = "SURGE"
    }
  }
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  upgrade_settings {
    max_surge = 1
    strategy  = local.settings.orders.strategy
  }
}
