variable "maximum" {
  type = number
}

module "orders" {
  source = "./module"

  maximum = var.maximum
}
