variable "disk_autoresize" {
  type    = bool
  default = false
}

resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_16"

  settings {
    tier            = "db-custom-4-16384"
    disk_autoresize = var.disk_autoresize
  }
}
