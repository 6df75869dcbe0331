locals {
  settings = {
    orders = {
      total_min_node_count = 6
    }
  }
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  autoscaling {
    total_max_node_count = 6
    total_min_node_count = local.settings.orders.total_min_node_count
  }
}
