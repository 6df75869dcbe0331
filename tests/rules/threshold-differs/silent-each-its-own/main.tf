resource "aws_cloudwatch_metric_alarm" "cpu" {
  for_each            = { one = 80, two = 70 }
  alarm_name          = "cache-cpu"
  namespace           = "AWS/ElastiCache"
  metric_name         = "CPUUtilization"
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value
  alarm_actions       = [var.topic]
}

variable "topic" {
  type = string
}
