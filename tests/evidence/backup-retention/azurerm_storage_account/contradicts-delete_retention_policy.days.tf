module "orders" {
  source = "./module"

  days = 3
}
