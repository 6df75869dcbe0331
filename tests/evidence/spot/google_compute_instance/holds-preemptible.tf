variable "preemptible" {
  type = bool
}

resource "google_compute_instance" "orders" {
  name         = "orders"
  machine_type = "n2-standard-4"
  zone         = "europe-west3-a"

  scheduling {
    preemptible = var.preemptible
  }
}
