module "orders" {
  source = "./module"

  enabled = false
}
