module "orders" {
  source = "./module"

  rdb_backup_enabled = false
}
