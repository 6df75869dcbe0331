module "orders" {
  source = "./module"

  spot_price = null
}
