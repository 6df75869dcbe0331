variable "auto_grow_enabled" {
  type = bool
}

module "orders" {
  source = "./module"

  auto_grow_enabled = var.auto_grow_enabled
}
