variable "enabled" {
  type = bool
}

module "orders" {
  source = "./module"

  enabled = var.enabled
}
