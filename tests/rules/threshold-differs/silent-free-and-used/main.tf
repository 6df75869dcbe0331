resource "aws_cloudwatch_metric_alarm" "disk" {
  namespace           = "AWS/RDS"
  metric_name         = "LogicalDisk % Free Space"
  comparison_operator = "LessThanThreshold"
  threshold           = 10
  alarm_actions       = [var.topic]
}

variable "topic" {
  type = string
}
