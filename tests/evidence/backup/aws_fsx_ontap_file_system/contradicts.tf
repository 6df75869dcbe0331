module "orders" {
  source = "./module"

  automatic_backup_retention_days = 0
}
