module "orders" {
  source = "./module"

  interval = 3
}
