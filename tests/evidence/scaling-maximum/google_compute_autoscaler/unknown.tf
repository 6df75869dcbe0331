variable "max_replicas" {
  type = number
}

resource "google_compute_autoscaler" "orders" {
  name   = "orders"
  target = "orders"

  autoscaling_policy {
    min_replicas = 2
    max_replicas = var.max_replicas
  }
}
