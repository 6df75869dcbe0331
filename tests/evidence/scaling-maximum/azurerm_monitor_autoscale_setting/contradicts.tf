module "orders" {
  source = "./module"

  maximum = 2
}
