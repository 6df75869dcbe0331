resource "google_gke_backup_backup_plan" "orders" {
  name     = "orders"
  cluster  = "orders"
  location = "europe-west3"

  backup_schedule {
    cron_schedule = "0 3 * * *"
  }
}
