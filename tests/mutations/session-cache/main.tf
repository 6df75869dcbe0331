resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = "sessions"
  description          = "Sessions of the web application"
  engine               = "valkey"
  node_type            = "cache.r7g.large"
  num_cache_clusters   = 3

  multi_az_enabled           = true
  automatic_failover_enabled = var.failover

  at_rest_encryption_enabled = var.encrypted
  transit_encryption_enabled = true
  security_group_ids         = [aws_security_group.sessions.id]

  snapshot_retention_limit = local.snapshot_days
  snapshot_window          = var.snapshot_window
  maintenance_window       = "wed:04:00-wed:05:00"

  log_delivery_configuration {
    destination      = module.logs.name
    destination_type = "cloudwatch-logs"
    log_format       = "json"
    log_type         = "slow-log"
  }
}

resource "aws_security_group" "sessions" {
  name   = "sessions"
  vpc_id = "vpc-0a1b2c3d"
}

resource "aws_vpc_security_group_ingress_rule" "nodes" {
  security_group_id = aws_security_group.sessions.id
  ip_protocol       = "tcp"
  from_port         = 6379
  to_port           = 6379
  cidr_ipv4         = var.nodes
}

module "logs" {
  source = "./logs"

  name = "/elasticache/sessions"
  days = 30
}

resource "aws_budgets_budget" "sessions" {
  name         = "sessions"
  budget_type  = "COST"
  limit_amount = local.monthly_limit
  limit_unit   = "USD"
  time_unit    = "MONTHLY"
}

resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "sessions-cpu"
  namespace           = "AWS/ElastiCache"
  metric_name         = "EngineCPUUtilization"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 75
  alarm_actions       = ["arn:aws:sns:eu-central-1:123456789012:on-call"]
}

resource "aws_cloudwatch_metric_alarm" "memory" {
  alarm_name          = "sessions-memory"
  namespace           = "AWS/ElastiCache"
  metric_name         = "DatabaseMemoryUsagePercentage"
  comparison_operator = "GreaterThanThreshold"
  threshold           = local.memory_percent
  alarm_actions       = ["arn:aws:sns:eu-central-1:123456789012:on-call"]
}

resource "aws_cloudwatch_metric_alarm" "connections" {
  alarm_name          = "sessions-connections"
  namespace           = "AWS/ElastiCache"
  metric_name         = "CurrConnections"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 5000
  alarm_actions       = ["arn:aws:sns:eu-central-1:123456789012:on-call"]
}
