module "orders" {
  source = "./module"

  interval = 14
}
