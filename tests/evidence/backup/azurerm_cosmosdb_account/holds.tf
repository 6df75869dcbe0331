module "orders" {
  source = "./module"

  backup_type = "Periodic"
}
