variable "recovery_window_days" {
  type = number
}

resource "google_alloydb_cluster" "orders" {
  cluster_id = "orders"
  location   = "europe-west3"

  continuous_backup_config {
    recovery_window_days = var.recovery_window_days
  }
}
