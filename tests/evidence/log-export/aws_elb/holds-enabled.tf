module "orders" {
  source = "./module"

  enabled = true
}
