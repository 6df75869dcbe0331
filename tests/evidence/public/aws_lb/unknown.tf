variable "internal" {
  type = bool
}

module "orders" {
  source = "./module"

  internal = var.internal
}
