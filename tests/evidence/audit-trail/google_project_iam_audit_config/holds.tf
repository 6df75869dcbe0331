resource "google_project_iam_audit_config" "orders" {
  project = "shop"
  service = "allServices"

  audit_log_config {
    log_type = "DATA_READ"
  }
}
