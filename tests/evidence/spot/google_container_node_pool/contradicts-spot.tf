module "orders" {
  source = "./module"

  spot = true
}
