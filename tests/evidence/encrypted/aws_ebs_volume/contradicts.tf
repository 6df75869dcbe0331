module "orders" {
  source = "./module"

  encrypted = false
}
