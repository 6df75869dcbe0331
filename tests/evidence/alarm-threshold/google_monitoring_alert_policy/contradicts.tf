variable "threshold_value" {
  type = number
}

resource "google_monitoring_alert_policy" "orders" {
  display_name          = "orders"
  notification_channels = ["on-call"]

  conditions {
    display_name = "load"

    condition_threshold {
      filter          = "metric.type = \"cloudsql.googleapis.com/database/cpu/utilization\""
      comparison      = "COMPARISON_GT"
      threshold_value = var.threshold_value
    }
  }
}
