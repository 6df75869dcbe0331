variable "hours_in_cycle" {
  type = number
}

module "orders" {
  source = "./module"

  hours_in_cycle = var.hours_in_cycle
}
