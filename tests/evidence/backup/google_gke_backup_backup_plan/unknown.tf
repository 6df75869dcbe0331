variable "backup_schedule" {
  type = bool
}

resource "google_gke_backup_backup_plan" "orders" {
  name     = "orders"
  cluster  = "orders"
  location = "europe-west3"

  dynamic "backup_schedule" {
    for_each = var.backup_schedule ? [1] : []

    content {
      cron_schedule = "0 3 * * *"
    }
  }
}
