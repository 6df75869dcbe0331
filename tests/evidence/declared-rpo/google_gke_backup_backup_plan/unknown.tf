variable "target_rpo_minutes" {
  type = number
}

resource "google_gke_backup_backup_plan" "orders" {
  name     = "orders"
  cluster  = "orders"
  location = "europe-west3"

  backup_schedule {
    rpo_config {
      target_rpo_minutes = var.target_rpo_minutes
    }
  }
}
