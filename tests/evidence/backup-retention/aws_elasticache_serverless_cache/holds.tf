module "orders" {
  source = "./module"

  snapshot_retention_limit = 14
}
