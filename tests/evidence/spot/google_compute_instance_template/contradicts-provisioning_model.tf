resource "google_compute_instance_template" "orders" {
  name_prefix  = "orders-"
  machine_type = "n2-standard-4"

  scheduling {
    provisioning_model = "SPOT"
  }
}
