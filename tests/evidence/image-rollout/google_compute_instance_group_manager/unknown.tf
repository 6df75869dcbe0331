variable "update_policy_type" {
  type = string
}

resource "google_compute_instance_group_manager" "orders" {
  name               = "orders"
  base_instance_name = "orders"
  target_size        = 3

  update_policy {
    minimal_action = "REPLACE"
    type           = var.update_policy_type
  }
}
