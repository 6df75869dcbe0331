resource "aws_cloudwatch_metric_alarm" "orders" {
  alarm_name          = "orders"
  alarm_actions       = ["arn:aws:sns:eu-central-1:123456789012:on-call"]
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 95
}
