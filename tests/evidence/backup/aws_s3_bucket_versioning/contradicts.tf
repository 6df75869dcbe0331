module "orders" {
  source = "./module"

  status = "Suspended"
}
