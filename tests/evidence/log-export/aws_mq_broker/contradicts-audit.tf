module "orders" {
  source = "./module"

  audit = false
}
