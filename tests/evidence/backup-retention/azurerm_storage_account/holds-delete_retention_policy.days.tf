module "orders" {
  source = "./module"

  days = 14
}
