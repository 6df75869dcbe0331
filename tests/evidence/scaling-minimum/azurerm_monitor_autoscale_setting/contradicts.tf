module "orders" {
  source = "./module"

  minimum = 6
}
