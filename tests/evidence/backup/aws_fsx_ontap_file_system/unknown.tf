variable "automatic_backup_retention_days" {
  type = number
}

module "orders" {
  source = "./module"

  automatic_backup_retention_days = var.automatic_backup_retention_days
}
