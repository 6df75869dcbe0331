locals {
  settings = {
    orders = {
      target_rpo_minutes = 240
    }
  }
}

resource "google_gke_backup_backup_plan" "orders" {
  name     = "orders"
  cluster  = "orders"
  location = "europe-west3"

  backup_schedule {
    rpo_config {
      target_rpo_minutes = local.settings.orders.target_rpo_minutes
    }
  }
}
