resource "aws_cloudwatch_log_group" "exports" {
  name = "/exports"
  retention_in_days = 14
}
