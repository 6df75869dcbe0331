variable "backup_retain_days" {
  type = number
}

resource "google_gke_backup_backup_plan" "orders" {
  name     = "orders"
  cluster  = "orders"
  location = "europe-west3"

  retention_policy {
    backup_retain_days = var.backup_retain_days
  }
}
