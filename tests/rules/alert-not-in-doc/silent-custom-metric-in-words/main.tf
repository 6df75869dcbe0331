resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "cache-cpu"
  namespace           = "AWS/ElastiCache"
  metric_name         = "CPUUtilization"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  alarm_actions       = [var.topic]
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "cache-cpu"
  namespace           = "Acme"
  metric_name         = "LogonFailures"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 3
  alarm_actions       = [var.topic]
}

variable "topic" {
  type = string
}
