variable "name" {
  type = string
}

variable "metric" {
  type = string
}

variable "threshold" {
  type = number
}

resource "google_monitoring_alert_policy" "this" {
  display_name          = var.name
  combiner              = "OR"
  notification_channels = ["projects/shop/notificationChannels/on-call"]

  conditions {
    display_name = var.name

    condition_threshold {
      filter          = "metric.type = \"${var.metric}\""
      comparison      = "COMPARISON_GT"
      threshold_value = var.threshold
      duration        = "300s"
    }
  }
}
