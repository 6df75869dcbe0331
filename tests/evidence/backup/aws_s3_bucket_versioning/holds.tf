module "orders" {
  source = "./module"

  status = "Enabled"
}
