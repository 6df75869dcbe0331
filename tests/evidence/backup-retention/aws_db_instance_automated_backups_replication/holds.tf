module "orders" {
  source = "./module"

  retention_period = 14
}
