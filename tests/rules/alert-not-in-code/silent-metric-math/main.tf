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

resource "aws_cloudwatch_metric_alarm" "evictions" {
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  alarm_actions       = [var.topic]

  metric_query {
    id          = "rate"
    expression  = "evicted / 60"
    return_data = true
  }

  metric_query {
    id = "evicted"

    metric {
      namespace   = "AWS/ElastiCache"
      metric_name = "Evictions"
      period      = 60
      stat        = "Sum"
    }
  }
}
