module "orders" {
  source = "./module"

  encrypted = true
}
