variable "at_rest_encryption_enabled" {
  type = bool
}

module "orders" {
  source = "./module"

  at_rest_encryption_enabled = var.at_rest_encryption_enabled
}
