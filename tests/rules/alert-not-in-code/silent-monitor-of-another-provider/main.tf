resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "cache-cpu"
  namespace           = "AWS/ElastiCache"
  metric_name         = "CPUUtilization"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  alarm_actions       = [var.topic]
}

variable "topic" {
  type = string
}

resource "datadog_monitor" "cache" {
  name  = "cache"
  type  = "metric alert"
  query = "avg(last_5m):avg:redis.keys.evicted{*} > 10"
}
