module "orders" {
  source = "./module"

  retention_days = 3
}
