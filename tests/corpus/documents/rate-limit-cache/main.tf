resource "google_redis_instance" "rate_limit" {
  name           = "rate-limit"
  tier           = "STANDARD_HA"
  memory_size_gb = var.memory_size_gb
  redis_version  = "REDIS_7_2"
  region         = var.region

  authorized_network      = var.network_id
  connect_mode            = "PRIVATE_SERVICE_ACCESS"
  auth_enabled            = true
  transit_encryption_mode = "SERVER_AUTHENTICATION"

  redis_configs = {
    maxmemory-policy = "volatile-ttl"
  }

  maintenance_policy {
    weekly_maintenance_window {
      day = "WEDNESDAY"

      start_time {
        hours   = 2
        minutes = 0
        seconds = 0
        nanos   = 0
      }
    }
  }
}

resource "google_monitoring_alert_policy" "memory" {
  display_name          = "rate-limit memory"
  combiner              = "OR"
  severity              = "CRITICAL"
  notification_channels = [var.page_channel]

  conditions {
    display_name = "memory above 80 %"

    condition_threshold {
      filter          = "resource.type = \"redis_instance\" AND metric.type = \"redis.googleapis.com/stats/memory/usage_ratio\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0.8
      duration        = "300s"

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MEAN"
      }
    }
  }
}

resource "google_monitoring_alert_policy" "clients" {
  display_name          = "rate-limit clients"
  combiner              = "OR"
  severity              = "WARNING"
  notification_channels = [var.page_channel]

  conditions {
    display_name = "more clients than the gateway should open"

    condition_threshold {
      filter          = "resource.type = \"redis_instance\" AND metric.type = \"redis.googleapis.com/clients/connected\""
      comparison      = "COMPARISON_GT"
      threshold_value = 10000
      duration        = "300s"

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }
}

variable "memory_size_gb" {
  description = "Size of the instance."
  type        = number
  default     = 5
}

variable "region" {
  description = "Region of the gateway."
  type        = string
}

variable "network_id" {
  description = "Network of the gateway."
  type        = string
}

variable "page_channel" {
  description = "Notification channel."
  type        = string
}

output "host" {
  description = "Private address of the primary."
  value       = google_redis_instance.rate_limit.host
}
