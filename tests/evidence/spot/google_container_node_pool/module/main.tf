variable "spot" {
  type = bool
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  node_config {
    spot = var.spot
  }
}
