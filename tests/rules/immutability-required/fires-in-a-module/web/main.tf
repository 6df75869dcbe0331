resource "google_compute_instance_template" "this" {
  machine_type = "e2-small"
}
