module "orders" {
  source = "./module"

  priority = "Regular"
}
