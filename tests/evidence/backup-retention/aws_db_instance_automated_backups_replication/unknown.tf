variable "retention_period" {
  type = number
}

module "orders" {
  source = "./module"

  retention_period = var.retention_period
}
