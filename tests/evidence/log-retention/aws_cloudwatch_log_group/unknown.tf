variable "retention_in_days" {
  type = number
}

module "orders" {
  source = "./module"

  retention_in_days = var.retention_in_days
}
