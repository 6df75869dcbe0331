module "orders" {
  source = "./module"

  strategy = "ROLLING"
}
