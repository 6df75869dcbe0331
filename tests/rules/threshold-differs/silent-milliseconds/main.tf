resource "aws_cloudwatch_metric_alarm" "lag" {
  alarm_name          = "lag"
  namespace           = "AWS/RDS"
  metric_name         = "AuroraReplicaLag"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 2000
  alarm_actions       = [var.topic]
}

variable "topic" {
  type = string
}
