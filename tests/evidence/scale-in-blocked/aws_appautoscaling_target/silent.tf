module "orders" {
  source = "./module"

  dynamic_scaling_in_suspended = false
}
