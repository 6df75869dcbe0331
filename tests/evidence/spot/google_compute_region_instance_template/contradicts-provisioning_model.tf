module "orders" {
  source = "./module"

  provisioning_model = "SPOT"
}
