variable "ipv4_enabled" {
  type = bool
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-4-16384"

    ip_configuration {
      ipv4_enabled = var.ipv4_enabled
    }
  }
}
