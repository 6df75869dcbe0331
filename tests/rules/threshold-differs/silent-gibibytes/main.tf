resource "aws_cloudwatch_metric_alarm" "disk" {
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  comparison_operator = "LessThanThreshold"
  threshold           = 10 * 1024 * 1024 * 1024
  alarm_actions       = [var.topic]
}

variable "topic" {
  type = string
}
