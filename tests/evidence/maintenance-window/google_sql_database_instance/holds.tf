module "orders" {
  source = "./module"

  day = 7
}
