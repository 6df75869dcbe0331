module "orders" {
  source = "./module"

  mode = "OFF"
}
