module "orders" {
  source = "./module"

  day = 3
}
