variable "capacity_provider" {
  type = string
}

module "orders" {
  source = "./module"

  capacity_provider = var.capacity_provider
}
