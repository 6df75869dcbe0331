variable "filter" {
  type = string
}

resource "google_monitoring_alert_policy" "orders" {
  display_name          = "orders"
  notification_channels = ["on-call"]

  conditions {
    display_name = "load"

    condition_threshold {
      comparison      = "COMPARISON_GT"
      threshold_value = 0.8
      filter          = var.filter
    }
  }
}
