variable "preemptible" {
  type = bool
}

resource "google_compute_region_instance_template" "orders" {
  name_prefix  = "orders-"
  machine_type = "n2-standard-4"

  scheduling {
    preemptible = var.preemptible
  }
}
