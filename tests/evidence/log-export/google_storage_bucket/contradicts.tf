locals {
  settings = {
    orders = {
      log_bucket = null
    }
  }
}

resource "google_storage_bucket" "orders" {
  name     = "orders"
  location = "EU"

  logging {
    log_bucket = local.settings.orders.log_bucket
  }
}
