resource "aws_cloudwatch_log_group" "lambda-rotation" {
  name = "/lambda-rotation"
  retention_in_days = 14
}
