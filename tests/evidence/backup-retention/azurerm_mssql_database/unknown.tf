variable "retention_days" {
  type = number
}

module "orders" {
  source = "./module"

  retention_days = var.retention_days
}
