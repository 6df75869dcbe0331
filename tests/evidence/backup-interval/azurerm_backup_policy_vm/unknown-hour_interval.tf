variable "hour_interval" {
  type = number
}

module "orders" {
  source = "./module"

  hour_interval = var.hour_interval
}
