resource "google_sql_database_instance" "orders" {
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-2-7680"

    maintenance_window {
      day  = 6
      hour = 2
    }
  }
}
