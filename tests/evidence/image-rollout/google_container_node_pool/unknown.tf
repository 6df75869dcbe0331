variable "strategy" {
  type = string
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  upgrade_settings {
    max_surge = 1
    strategy  = var.strategy
  }
}
