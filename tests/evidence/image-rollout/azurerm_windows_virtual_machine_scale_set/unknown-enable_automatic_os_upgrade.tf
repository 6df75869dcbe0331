variable "enable_automatic_os_upgrade" {
  type = bool
}

module "orders" {
  source = "./module"

  enable_automatic_os_upgrade = var.enable_automatic_os_upgrade
}
