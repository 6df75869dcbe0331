resource "google_compute_region_autoscaler" "orders" {
  name   = "orders"
  target = "orders"

  autoscaling_policy {
    min_replicas = 2
    max_replicas = 6

    metric {
      name = "pubsub.googleapis.com/subscription/num_undelivered_messages"
    }
  }
}
