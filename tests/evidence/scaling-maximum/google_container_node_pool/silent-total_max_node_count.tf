variable "total_max_node_count" {
  type    = number
  default = 6
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  autoscaling {
    total_min_node_count = 2
    total_max_node_count = var.total_max_node_count
  }
}
