variable "interval" {
  type = number
}

module "orders" {
  source = "./module"

  interval = var.interval
}
