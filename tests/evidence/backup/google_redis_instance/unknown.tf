variable "persistence_mode" {
  type = string
}

resource "google_redis_instance" "orders" {
  name           = "orders"
  memory_size_gb = 5

  persistence_config {
    persistence_mode = var.persistence_mode
  }
}
