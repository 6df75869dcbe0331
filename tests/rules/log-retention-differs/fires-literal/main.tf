resource "aws_cloudwatch_log_group" "orders" {
  name = "/orders"
  retention_in_days = 30
}
