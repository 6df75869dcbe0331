variable "minimum" {
  type = number
}

module "orders" {
  source = "./module"

  minimum = var.minimum
}
