module "orders" {
  source = "./module"

  spot_price = "0.05"
}
