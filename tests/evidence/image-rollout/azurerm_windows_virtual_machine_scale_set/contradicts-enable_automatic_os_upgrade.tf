module "orders" {
  source = "./module"

  enable_automatic_os_upgrade = false
}
