variable "mode" {
  type = string
}

resource "google_compute_region_autoscaler" "orders" {
  name   = "orders"
  target = "orders"

  autoscaling_policy {
    min_replicas = 2
    max_replicas = 6
    mode         = var.mode
  }
}
