module "orders" {
  source = "./module"

  internal = true
}
