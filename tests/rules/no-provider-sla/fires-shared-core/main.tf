resource "google_sql_database_instance" "orders" {
  database_version = "POSTGRES_15"
  settings {
    tier              = var.tier
    availability_type = "REGIONAL"
  }
}

variable "tier" {
  default = "db-g1-small"
}
