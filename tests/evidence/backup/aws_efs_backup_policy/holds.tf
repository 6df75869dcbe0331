module "orders" {
  source = "./module"

  status = "ENABLED"
}
