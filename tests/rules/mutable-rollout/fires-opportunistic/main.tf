resource "google_compute_region_instance_group_manager" "web" {
  name = "web"
  update_policy {
    type                  = local.updates
    minimal_action        = "REPLACE"
  }
}

locals {
  updates = "OPPORTUNISTIC"
}
