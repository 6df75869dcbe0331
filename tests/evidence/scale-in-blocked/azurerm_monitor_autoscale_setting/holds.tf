module "orders" {
  source = "./module"

  direction = "Decrease"
}
