module "orders" {
  source = "./module"

  rpo = "24h0m0s"
}
