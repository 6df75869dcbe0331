module "orders" {
  source = "./module"

  point_in_time_recovery_enabled = true
}
