module "orders" {
  source = "./module"

  interval = 4
}
