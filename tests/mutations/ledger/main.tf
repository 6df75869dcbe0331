resource "google_sql_database_instance" "ledger" {
  name             = "ledger"
  region           = "europe-west3"
  database_version = "POSTGRES_15"

  settings {
    tier              = "db-custom-4-16384"
    edition           = "ENTERPRISE"
    availability_type = var.availability

    backup_configuration {
      enabled                        = true
      point_in_time_recovery_enabled = local.to_a_point_in_time

      backup_retention_settings {
        retained_backups = var.backups
      }
    }

    ip_configuration {
      ipv4_enabled    = false
      private_network = "projects/shop/global/networks/accounting"
    }

    maintenance_window {
      day  = 2
      hour = 2
    }
  }
}

resource "google_compute_firewall" "ledger" {
  name          = "ledger"
  network       = "accounting"
  source_ranges = local.accounting

  allow {
    protocol = "tcp"
    ports    = ["5432"]
  }
}

resource "google_logging_project_bucket_config" "default" {
  project        = "shop"
  location       = "global"
  bucket_id      = "_Default"
  retention_days = 90
}

resource "google_billing_budget" "ledger" {
  billing_account = "000000-111111-222222"
  display_name    = "ledger"

  budget_filter {
    calendar_period = "MONTH"
  }

  amount {
    specified_amount {
      currency_code = "USD"
      units         = "700"
    }
  }
}

resource "google_monitoring_alert_policy" "cpu" {
  display_name          = "ledger-cpu"
  combiner              = "OR"
  notification_channels = ["projects/shop/notificationChannels/on-call"]

  conditions {
    display_name = "cpu"

    condition_threshold {
      filter          = "metric.type = \"cloudsql.googleapis.com/database/cpu/utilization\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0.8
      duration        = "300s"
    }
  }
}

module "disk" {
  source = "./policy"

  name      = "ledger-disk"
  metric    = "cloudsql.googleapis.com/database/disk/utilization"
  threshold = 0.85
}
