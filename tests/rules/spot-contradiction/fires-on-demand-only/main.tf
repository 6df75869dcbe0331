resource "google_container_node_pool" "workers" {
  name = "workers"
  node_config {
    spot = true
  }
}
