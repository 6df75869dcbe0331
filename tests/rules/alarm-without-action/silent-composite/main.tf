resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "cache-cpu"
  namespace           = "AWS/ElastiCache"
  metric_name         = "CPUUtilization"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
}

resource "aws_cloudwatch_composite_alarm" "cache" {
  alarm_name    = "cache"
  alarm_rule    = "ALARM(${aws_cloudwatch_metric_alarm.cpu.alarm_name})"
  alarm_actions = [var.topic]
}

variable "topic" {
  type = string
}
