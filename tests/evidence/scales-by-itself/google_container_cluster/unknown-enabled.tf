variable "enabled" {
  type = bool
}

resource "google_container_cluster" "orders" {
  name     = "orders"
  location = "europe-west3"

  cluster_autoscaling {
    enabled = var.enabled
  }
}

resource "google_compute_instance_group_manager" "web" {
  name               = "web"
  base_instance_name = "web"
  target_size        = 3
}
