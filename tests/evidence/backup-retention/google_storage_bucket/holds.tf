module "orders" {
  source = "./module"

  retention_duration_seconds = 1209600
}
