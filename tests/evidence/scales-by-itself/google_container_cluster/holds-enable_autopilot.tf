variable "enable_autopilot" {
  type    = bool
  default = true
}

resource "google_container_cluster" "orders" {
  name             = "orders"
  location         = "europe-west3"
  enable_autopilot = var.enable_autopilot
}

resource "google_compute_instance_group_manager" "web" {
  name               = "web"
  base_instance_name = "web"
  target_size        = 3
}
