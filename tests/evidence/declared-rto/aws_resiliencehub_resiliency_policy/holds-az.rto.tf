module "orders" {
  source = "./module"

  rto = "4h0m0s"
}
