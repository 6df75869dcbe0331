module "orders" {
  source = "./module"

  min_count = 2
}
