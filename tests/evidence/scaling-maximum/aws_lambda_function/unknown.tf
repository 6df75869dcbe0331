variable "reserved_concurrent_executions" {
  type = number
}

module "orders" {
  source = "./module"

  reserved_concurrent_executions = var.reserved_concurrent_executions
}
