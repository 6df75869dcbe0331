module "orders" {
  source = "./module"

  retained_backups = 14
}
