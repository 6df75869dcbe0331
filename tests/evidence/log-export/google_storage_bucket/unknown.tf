variable "log_bucket" {
  type = string
}

resource "google_storage_bucket" "orders" {
  name     = "orders"
  location = "EU"

  logging {
    log_bucket = var.log_bucket
  }
}
