variable "binary_log_enabled" {
  type = bool
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "MYSQL_8_0"

  settings {
    tier = "db-custom-4-16384"

    backup_configuration {
      enabled            = true
      binary_log_enabled = var.binary_log_enabled
    }
  }
}
