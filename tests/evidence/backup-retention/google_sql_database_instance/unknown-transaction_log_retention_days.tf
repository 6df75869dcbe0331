variable "transaction_log_retention_days" {
  type = number
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-4-16384"

    backup_configuration {
      enabled                        = true
      transaction_log_retention_days = var.transaction_log_retention_days

      backup_retention_settings {
        retained_backups = 3
      }
    }
  }
}
