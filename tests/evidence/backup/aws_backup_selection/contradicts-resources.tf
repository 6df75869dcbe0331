module "orders" {
  source = "./module"

  resources = null
}
