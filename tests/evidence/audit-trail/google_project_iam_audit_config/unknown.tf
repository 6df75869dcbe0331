variable "audit_log_config" {
  type = bool
}

resource "google_project_iam_audit_config" "orders" {
  project = "shop"
  service = "allServices"

  dynamic "audit_log_config" {
    for_each = var.audit_log_config ? [1] : []

    content {
      log_type = "DATA_READ"
    }
  }
}
