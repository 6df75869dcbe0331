variable "metric" {
  type = string
}

variable "namespace" {
  type = string
}

variable "comparison" {
  type    = string
  default = "GreaterThanThreshold"
}

variable "threshold" {
  type = number
}

variable "dimensions" {
  type = map(string)
}

resource "aws_cloudwatch_metric_alarm" "this" {
  alarm_name          = "${var.namespace}-${var.metric}"
  namespace           = var.namespace
  metric_name         = var.metric
  comparison_operator = var.comparison
  threshold           = var.threshold
  dimensions          = var.dimensions
  statistic           = "Average"
  period              = 300
  evaluation_periods  = 2
  alarm_actions       = ["arn:aws:sns:eu-central-1:123456789012:on-call"]
}
