variable "min_node_count" {
  type = number
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  autoscaling {
    max_node_count = 6
    min_node_count = var.min_node_count
  }
}
