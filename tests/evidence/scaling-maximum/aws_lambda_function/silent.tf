module "orders" {
  source = "./module"

  reserved_concurrent_executions = 50
}
