resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "cache-cpu"
  namespace           = "AWS/ElastiCache"
  metric_name         = "CPUUtilization"
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.limit
  alarm_actions       = [var.topic]
}

variable "topic" {
  type = string
}

variable "limit" {
  default = 90
}
