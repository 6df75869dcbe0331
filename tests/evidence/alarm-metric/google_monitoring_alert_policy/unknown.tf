variable "filter" {
  type = string
}

module "orders" {
  source = "./module"

  filter = var.filter
}

resource "google_monitoring_alert_policy" "connections" {
  display_name = "orders-connections"

  conditions {
    display_name = "connections"

    condition_threshold {
      filter          = "metric.type = \"cloudsql.googleapis.com/database/network/connections\""
      comparison      = "COMPARISON_GT"
      threshold_value = 400
    }
  }
}
