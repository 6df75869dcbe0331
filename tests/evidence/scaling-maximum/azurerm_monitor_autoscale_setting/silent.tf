module "orders" {
  source = "./module"

  maximum = 6
}
