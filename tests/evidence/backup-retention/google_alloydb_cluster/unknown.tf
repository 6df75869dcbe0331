variable "recovery_window_days" {
  type = number
}

module "orders" {
  source = "./module"

  recovery_window_days = var.recovery_window_days
}
