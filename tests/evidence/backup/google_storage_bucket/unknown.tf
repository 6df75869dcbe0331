variable "enabled" {
  type = bool
}

resource "google_storage_bucket" "orders" {
  name     = "orders"
  location = "EU"

  versioning {
    enabled = var.enabled
  }
}
