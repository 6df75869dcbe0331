variable "log_config" {
  type = bool
}

resource "google_compute_subnetwork" "orders" {
  name          = "orders"
  ip_cidr_range = "10.0.0.0/16"
  network       = "shop"

  dynamic "log_config" {
    for_each = var.log_config ? [1] : []

    content {
      aggregation_interval = "INTERVAL_5_SEC"
    }
  }
}
