variable "retention_duration_seconds" {
  type = number
}

module "orders" {
  source = "./module"

  retention_duration_seconds = var.retention_duration_seconds
}
