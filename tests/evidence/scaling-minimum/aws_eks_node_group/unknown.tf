variable "min_size" {
  type = number
}

module "orders" {
  source = "./module"

  min_size = var.min_size
}
