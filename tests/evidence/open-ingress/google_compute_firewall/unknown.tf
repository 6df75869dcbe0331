variable "source_ranges" {
  type = list(string)
}

resource "google_compute_firewall" "orders" {
  name          = "orders"
  network       = "shop"
  source_ranges = var.source_ranges

  allow {
    protocol = "tcp"
    ports    = ["5432"]
  }
}
