module "orders" {
  source = "./module"

  retention_in_hours = 48
}
