module "orders" {
  source = "./module"

  rpo = "1h0m0s"
}
