module "orders" {
  source = "./module"

  enable_cloudwatch_logs_exports = ["audit"]
}
