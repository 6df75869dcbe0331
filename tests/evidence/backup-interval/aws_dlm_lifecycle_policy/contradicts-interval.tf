module "orders" {
  source = "./module"

  interval = 12
}
