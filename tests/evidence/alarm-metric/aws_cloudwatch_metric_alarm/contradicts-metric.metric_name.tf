variable "metric_name" {
  type    = string
  default = "FreeableMemory"
}

resource "aws_cloudwatch_metric_alarm" "orders" {
  alarm_name          = "orders"
  alarm_actions       = ["arn:aws:sns:eu-central-1:123456789012:on-call"]
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80

  metric_query {
    id          = "load"
    return_data = true

    metric {
      namespace   = "AWS/RDS"
      period      = 60
      stat        = "Average"
      metric_name = var.metric_name
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "connections" {
  alarm_name          = "orders-connections"
  namespace           = "AWS/RDS"
  metric_name         = "DatabaseConnections"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 400
}
