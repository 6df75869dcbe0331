module "orders" {
  source = "./module"

  backup_retention_days = 0
}
