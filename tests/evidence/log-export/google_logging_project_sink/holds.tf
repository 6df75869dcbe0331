variable "destination" {
  type = string
}

resource "google_logging_project_sink" "orders" {
  name        = "orders"
  destination = var.destination
}
