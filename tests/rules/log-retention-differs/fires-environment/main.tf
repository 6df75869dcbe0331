resource "aws_cloudwatch_log_group" "prod" {
  name = "/prod"
  retention_in_days = 90
}

resource "aws_cloudwatch_log_group" "dev" {
  name = "/dev"
  retention_in_days = 90
}
