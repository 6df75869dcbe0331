variable "max_node_count" {
  type = number
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  autoscaling {
    min_node_count = 2
    max_node_count = var.max_node_count
  }
}
