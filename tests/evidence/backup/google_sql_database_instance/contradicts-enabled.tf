locals {
  settings = {
    orders = {
      enabled = false
    }
  }
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_16"

  settings {
    tier = "db-custom-4-16384"

    backup_configuration {
      enabled = local.settings.orders.enabled
    }
  }
}
