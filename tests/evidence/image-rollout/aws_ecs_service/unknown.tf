variable "strategy" {
  type = string
}

module "orders" {
  source = "./module"

  strategy = var.strategy
}
