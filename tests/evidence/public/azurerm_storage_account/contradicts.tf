module "orders" {
  source = "./module"

  public_network_access_enabled = true
}
