module "orders" {
  source = "./module"

  compute_resources_type = "SPOT"
}
