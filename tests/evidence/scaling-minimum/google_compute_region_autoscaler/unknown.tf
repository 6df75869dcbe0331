variable "min_replicas" {
  type = number
}

resource "google_compute_region_autoscaler" "orders" {
  name   = "orders"
  target = "orders"

  autoscaling_policy {
    max_replicas = 6
    min_replicas = var.min_replicas
  }
}
