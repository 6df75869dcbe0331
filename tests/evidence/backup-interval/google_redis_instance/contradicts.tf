module "orders" {
  source = "./module"

  rdb_snapshot_period = "TWENTY_FOUR_HOURS"
}
