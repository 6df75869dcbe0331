variable "public_network_access_enabled" {
  type = bool
}

module "orders" {
  source = "./module"

  public_network_access_enabled = var.public_network_access_enabled
}
