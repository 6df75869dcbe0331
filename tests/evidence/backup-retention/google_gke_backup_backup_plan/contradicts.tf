locals {
  settings = {
    orders = {
      backup_retain_days = 3
    }
  }
}

resource "google_gke_backup_backup_plan" "orders" {
  name     = "orders"
  cluster  = "orders"
  location = "europe-west3"

  retention_policy {
    backup_retain_days = local.settings.orders.backup_retain_days
  }
}
