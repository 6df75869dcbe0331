resource "aws_cloudwatch_log_group" "orders" {
  name = "/orders"
  retention_in_days = local.logs.days
}

locals {
  logs = { days = 30 }
}
