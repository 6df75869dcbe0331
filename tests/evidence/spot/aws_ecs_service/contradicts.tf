module "orders" {
  source = "./module"

  capacity_provider = "FARGATE_SPOT"
}
