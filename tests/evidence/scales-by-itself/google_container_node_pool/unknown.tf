variable "autoscaling" {
  type = bool
}

resource "google_container_node_pool" "orders" {
  name    = "workers"
  cluster = "orders"

  dynamic "autoscaling" {
    for_each = var.autoscaling ? [1] : []

    content {
      min_node_count = 2
      max_node_count = 6
    }
  }
}

resource "google_compute_instance_group_manager" "web" {
  name               = "web"
  base_instance_name = "web"
  target_size        = 3
}
