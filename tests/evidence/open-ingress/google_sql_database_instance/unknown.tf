variable "network" {
  type = string
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-4-16384"

    ip_configuration {
      ipv4_enabled = true

      authorized_networks {
        value = var.network
      }
    }
  }
}
