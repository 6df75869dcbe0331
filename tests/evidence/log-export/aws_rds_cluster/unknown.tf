variable "enabled_cloudwatch_logs_exports" {
  type = list(string)
}

module "orders" {
  source = "./module"

  enabled_cloudwatch_logs_exports = var.enabled_cloudwatch_logs_exports
}
