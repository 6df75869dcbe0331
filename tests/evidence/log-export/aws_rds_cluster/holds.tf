module "orders" {
  source = "./module"

  enabled_cloudwatch_logs_exports = ["postgresql"]
}
