resource "aws_cloudwatch_log_group" "orders" {
  name = "/orders"
}
