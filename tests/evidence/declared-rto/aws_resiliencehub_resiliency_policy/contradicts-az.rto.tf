module "orders" {
  source = "./module"

  rto = "24h0m0s"
}
