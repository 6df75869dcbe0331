module "orders" {
  source = "./module"

  min_size = 2
}
