locals {
  settings = {
    orders = {
      preemptible = true
    }
  }
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  node_config {
    preemptible = local.settings.orders.preemptible
  }
}
