module "orders" {
  source = "./module"

  max_capacity = 2
}
