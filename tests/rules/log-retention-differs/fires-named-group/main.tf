resource "aws_cloudwatch_log_group" "orders" {
  name = "/orders"
  retention_in_days = 30
}

resource "aws_cloudwatch_log_group" "lambda" {
  name = "/lambda"
  retention_in_days = 90
}
