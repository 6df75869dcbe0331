variable "dynamic_scaling_in_suspended" {
  type = bool
}

module "orders" {
  source = "./module"

  dynamic_scaling_in_suspended = var.dynamic_scaling_in_suspended
}
