variable "enabled" {
  type = bool
}

resource "google_alloydb_cluster" "orders" {
  cluster_id = "orders"
  location   = "europe-west3"

  automated_backup_policy {
    enabled = false
  }

  continuous_backup_config {
    enabled = var.enabled
  }
}
