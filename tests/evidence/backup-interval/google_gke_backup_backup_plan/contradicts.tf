locals {
  settings = {
    orders = {
      cron_schedule = "0 3 * * *"
    }
  }
}

resource "google_gke_backup_backup_plan" "orders" {
  name     = "orders"
  cluster  = "orders"
  location = "europe-west3"

  backup_schedule {
    cron_schedule = local.settings.orders.cron_schedule
  }
}
