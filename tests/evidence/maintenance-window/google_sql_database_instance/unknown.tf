variable "day" {
  type = number
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-4-16384"

    maintenance_window {
      hour = 3
      day  = var.day
    }
  }
}
