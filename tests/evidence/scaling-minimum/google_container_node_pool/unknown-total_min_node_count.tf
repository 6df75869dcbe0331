variable "total_min_node_count" {
  type = number
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  autoscaling {
    total_max_node_count = 6
    total_min_node_count = var.total_min_node_count
  }
}
