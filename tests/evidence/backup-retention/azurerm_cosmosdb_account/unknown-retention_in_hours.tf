variable "retention_in_hours" {
  type = number
}

module "orders" {
  source = "./module"

  retention_in_hours = var.retention_in_hours
}
