module "orders" {
  source = "./module"

  minimum = 2
}
