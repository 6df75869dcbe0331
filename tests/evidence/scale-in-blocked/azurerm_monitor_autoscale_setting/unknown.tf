variable "direction" {
  type = string
}

module "orders" {
  source = "./module"

  direction = var.direction
}
