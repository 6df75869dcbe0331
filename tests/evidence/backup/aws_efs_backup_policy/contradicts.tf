module "orders" {
  source = "./module"

  status = "DISABLED"
}
