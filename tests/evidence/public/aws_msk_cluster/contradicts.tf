module "orders" {
  source = "./module"

  public_access_type = "SERVICE_PROVIDED_EIPS"
}
