module "orders" {
  source = "./module"

  network = "0.0.0.0/0"
}
