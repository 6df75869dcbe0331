variable "spot_price" {
  type = string
}

module "orders" {
  source = "./module"

  spot_price = var.spot_price
}
