variable "retention_duration_seconds" {
  type = number
}

resource "google_storage_bucket" "orders" {
  name     = "orders"
  location = "EU"

  soft_delete_policy {
    retention_duration_seconds = var.retention_duration_seconds
  }
}
