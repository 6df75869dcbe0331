resource "google_compute_autoscaler" "orders" {
  name   = "orders"
  target = "orders"

  autoscaling_policy {
    min_replicas = 2
    max_replicas = 6
    mode         = "ONLY_UP"
  }
}
