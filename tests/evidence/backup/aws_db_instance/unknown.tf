variable "backup_retention_period" {
  type = number
}

module "orders" {
  source = "./module"

  backup_retention_period = var.backup_retention_period
}
