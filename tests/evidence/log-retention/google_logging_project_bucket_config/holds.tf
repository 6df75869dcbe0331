variable "retention_days" {
  type = number
}

resource "google_logging_project_bucket_config" "orders" {
  project        = "shop"
  location       = "global"
  bucket_id      = "_Default"
  retention_days = var.retention_days
}
