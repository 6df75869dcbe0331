module "orders" {
  source = "./module"

  audit = true
}
