module "orders" {
  source = "./module"

  snapshot_window = "14:00-15:00"
}
