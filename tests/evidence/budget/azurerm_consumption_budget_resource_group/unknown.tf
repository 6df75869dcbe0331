module "orders" {
  source = "./module"

  amount = 1200
}
