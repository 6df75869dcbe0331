variable "enabled" {
  type    = bool
  default = false
}

resource "google_alloydb_cluster" "orders" {
  cluster_id = "orders"
  location   = "europe-west3"

  continuous_backup_config {
    enabled = false
  }

  automated_backup_policy {
    enabled = var.enabled
  }
}
