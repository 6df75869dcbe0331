resource "aws_cloudwatch_metric_alarm" "orders" {
  alarm_name          = "orders"
  alarm_actions       = ["arn:aws:sns:eu-central-1:123456789012:on-call"]
  namespace           = "AWS/RDS"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  metric_name         = "CPUUtilization"
}

resource "aws_cloudwatch_metric_alarm" "connections" {
  alarm_name          = "orders-connections"
  namespace           = "AWS/RDS"
  metric_name         = "DatabaseConnections"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 400
}
