variable "retained_backups" {
  type = number
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-4-16384"

    backup_configuration {
      enabled = true

      backup_retention_settings {
        retained_backups = var.retained_backups
      }
    }
  }
}
