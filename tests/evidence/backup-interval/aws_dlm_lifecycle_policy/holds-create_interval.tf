module "orders" {
  source = "./module"

  create_interval = 1
}
