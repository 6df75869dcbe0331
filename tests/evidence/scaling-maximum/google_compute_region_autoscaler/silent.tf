variable "max_replicas" {
  type    = number
  default = 6
}

resource "google_compute_region_autoscaler" "orders" {
  name   = "orders"
  target = "orders"

  autoscaling_policy {
    min_replicas = 2
    max_replicas = var.max_replicas
  }
}
