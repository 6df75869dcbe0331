module "orders" {
  source = "./module"

  retention_in_days = 30
}
