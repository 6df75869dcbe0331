module "orders" {
  source = "./module"

  priority = "Spot"
}
