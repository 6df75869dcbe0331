resource "google_compute_firewall" "orders" {
  name          = "orders"
  network       = "shop"
  source_ranges = ["10.0.0.0/16"]

  allow {
    protocol = "tcp"
    ports    = ["5432"]
  }
}
