module "orders" {
  source = "./module"

  automated_snapshot_retention_period = 7
}
