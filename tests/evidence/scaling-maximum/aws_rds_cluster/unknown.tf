variable "max_capacity" {
  type = number
}

module "orders" {
  source = "./module"

  max_capacity = var.max_capacity
}
