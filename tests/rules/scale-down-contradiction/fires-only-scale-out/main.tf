resource "google_compute_region_instance_group_manager" "web" {
  name = "web"
}

resource "google_compute_region_autoscaler" "web" {
  name   = "web"
  target = google_compute_region_instance_group_manager.web.id
  autoscaling_policy {
    min_replicas = 2
    max_replicas = 6
    mode         = "ONLY_SCALE_OUT"
  }
}
