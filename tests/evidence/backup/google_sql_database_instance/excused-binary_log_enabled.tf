module "orders" {
  source = "./module"

  binary_log_enabled = false
}
