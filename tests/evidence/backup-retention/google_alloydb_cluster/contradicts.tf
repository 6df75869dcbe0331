module "orders" {
  source = "./module"

  recovery_window_days = 3
}
