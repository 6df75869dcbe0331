module "orders" {
  source = "./module"

  retained_backups = 3
}
