variable "transparent_data_encryption_enabled" {
  type = bool
}

module "orders" {
  source = "./module"

  transparent_data_encryption_enabled = var.transparent_data_encryption_enabled
}
