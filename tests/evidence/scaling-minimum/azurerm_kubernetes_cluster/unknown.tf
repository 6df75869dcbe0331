variable "min_count" {
  type = number
}

module "orders" {
  source = "./module"

  min_count = var.min_count
}
