module "orders" {
  source = "./module"

  public_access_type = "DISABLED"
}
