variable "enable_cloudwatch_logs_exports" {
  type = list(string)
}

module "orders" {
  source = "./module"

  enable_cloudwatch_logs_exports = var.enable_cloudwatch_logs_exports
}
