module "orders" {
  source = "./module"

  rdb_snapshot_period = "ONE_HOUR"
}
