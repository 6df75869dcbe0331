variable "preemptible" {
  type = bool
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  node_config {
    preemptible = var.preemptible
  }
}
