module "orders" {
  source = "./module"

  max_replicas = 6
}
