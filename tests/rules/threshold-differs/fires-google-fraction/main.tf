resource "google_monitoring_alert_policy" "cpu" {
  display_name          = "cpu"
  combiner              = "OR"
  notification_channels = [var.channel]

  conditions {
    display_name = "cpu"

    condition_threshold {
      filter          = "resource.type = \"cloudsql_database\" AND metric.type = \"cloudsql.googleapis.com/database/cpu/utilization\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0.8
      duration        = "300s"
    }
  }
}

variable "channel" {
  type = string
}
