locals {
  settings = {
    orders = {
      transaction_log_retention_days = 14
    }
  }
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-4-16384"

    backup_configuration {
      enabled                        = true
      transaction_log_retention_days = local.settings.orders.transaction_log_retention_days

      backup_retention_settings {
        retained_backups = 3
      }
    }
  }
}
