variable "create_interval" {
  type = number
}

module "orders" {
  source = "./module"

  create_interval = var.create_interval
}
