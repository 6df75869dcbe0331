module "orders" {
  source = "./module"

  spot = false
}
