locals {
  settings = {
    orders = {
      total_max_node_count = 2
    }
  }
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  autoscaling {
    total_min_node_count = 2
    total_max_node_count = local.settings.orders.total_max_node_count
  }
}
