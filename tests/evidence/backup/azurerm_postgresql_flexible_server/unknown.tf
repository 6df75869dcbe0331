variable "backup_retention_days" {
  type = number
}

module "orders" {
  source = "./module"

  backup_retention_days = var.backup_retention_days
}
