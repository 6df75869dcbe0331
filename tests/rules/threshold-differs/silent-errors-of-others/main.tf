resource "aws_cloudwatch_metric_alarm" "job" {
  alarm_name          = "job"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 1
  alarm_actions       = [var.topic]
}

variable "topic" {
  type = string
}
