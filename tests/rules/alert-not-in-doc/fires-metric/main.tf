resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "cache-cpu"
  namespace           = "AWS/ElastiCache"
  metric_name         = "CPUUtilization"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  alarm_actions       = [var.topic]
}

resource "aws_cloudwatch_metric_alarm" "evicted" {
  alarm_name          = "cache-full"
  namespace           = "AWS/ElastiCache"
  metric_name         = "Evictions"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 100
  alarm_actions       = [var.topic]
}

variable "topic" {
  type = string
}
