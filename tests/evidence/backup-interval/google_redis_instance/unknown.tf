variable "rdb_snapshot_period" {
  type = string
}

module "orders" {
  source = "./module"

  rdb_snapshot_period = var.rdb_snapshot_period
}
