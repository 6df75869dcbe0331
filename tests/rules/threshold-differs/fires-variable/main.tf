resource "aws_cloudwatch_metric_alarm" "disk" {
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  comparison_operator = "LessThanThreshold"
  threshold           = var.free * 1024 * 1024 * 1024
  alarm_actions       = [var.topic]
}

variable "topic" {
  type = string
}

variable "free" {
  default = 10
}
