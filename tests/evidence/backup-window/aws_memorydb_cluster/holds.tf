module "orders" {
  source = "./module"

  snapshot_window = "02:00-03:00"
}
