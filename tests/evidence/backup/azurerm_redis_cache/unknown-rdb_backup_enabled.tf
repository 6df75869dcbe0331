variable "rdb_backup_enabled" {
  type = bool
}

module "orders" {
  source = "./module"

  rdb_backup_enabled = var.rdb_backup_enabled
}
