locals {
  # The primary; the replica is watched through the replication metrics.
  primary = { CacheClusterId = "${aws_elasticache_replication_group.sessions.id}-001" }
}

resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "sessions-cpu"
  alarm_description   = "Valkey uses most of its core: resize or find the hot key."
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  dimensions          = local.primary
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  period              = 60
  evaluation_periods  = 5
  alarm_actions       = [var.oncall_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "memory" {
  alarm_name          = "sessions-memory"
  alarm_description   = "Memory is nearly full: article \"Memory is full\"."
  namespace           = "AWS/ElastiCache"
  metric_name         = "DatabaseMemoryUsagePercentage"
  dimensions          = local.primary
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 85
  period              = 60
  evaluation_periods  = 10
  alarm_actions       = [var.oncall_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "evictions" {
  alarm_name          = "sessions-evictions"
  alarm_description   = "Live sessions are being evicted."
  namespace           = "AWS/ElastiCache"
  metric_name         = "Evictions"
  dimensions          = local.primary
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 100
  period              = 60
  evaluation_periods  = 5
  alarm_actions       = [var.team_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "connections" {
  alarm_name          = "sessions-connections"
  alarm_description   = "More clients than the pools should open."
  namespace           = "AWS/ElastiCache"
  metric_name         = "CurrConnections"
  dimensions          = local.primary
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 40000
  period              = 60
  evaluation_periods  = 5
  alarm_actions       = [var.team_topic_arn]
}
