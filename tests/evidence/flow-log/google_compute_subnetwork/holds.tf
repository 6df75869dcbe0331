resource "google_compute_subnetwork" "orders" {
  name          = "orders"
  ip_cidr_range = "10.0.0.0/16"
  network       = "shop"

  log_config {
    aggregation_interval = "INTERVAL_5_SEC"
  }
}
