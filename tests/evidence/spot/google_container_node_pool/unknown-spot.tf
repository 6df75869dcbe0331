variable "spot" {
  type = bool
}

module "orders" {
  source = "./module"

  spot = var.spot
}
