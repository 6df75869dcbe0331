resource "google_storage_bucket" "orders" {
  name     = "orders"
  location = "EU"

  versioning {
    enabled = false
  }
}
