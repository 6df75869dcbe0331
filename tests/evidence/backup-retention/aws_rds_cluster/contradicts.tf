module "orders" {
  source = "./module"

  backup_retention_period = 3
}
