module "orders" {
  source = "./module"

  internal = false
}
