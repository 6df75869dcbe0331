locals {
  alarms = {
    cpu     = { metric = "CPUUtilization", operator = "GreaterThanThreshold", threshold = 80, periods = 15, topic = var.warning_topic_arn }
    jvm     = { metric = "JVMMemoryPressure", operator = "GreaterThanThreshold", threshold = 85, periods = 5, topic = var.page_topic_arn }
    storage = { metric = "FreeStorageSpace", operator = "LessThanThreshold", threshold = 20480, periods = 5, topic = var.page_topic_arn }
    red     = { metric = "ClusterStatus.red", operator = "GreaterThanOrEqualToThreshold", threshold = 1, periods = 1, topic = var.page_topic_arn }
  }
}

data "aws_caller_identity" "current" {}

resource "aws_cloudwatch_metric_alarm" "search" {
  for_each = local.alarms

  alarm_name          = "product-search-${each.key}"
  namespace           = "AWS/ES"
  metric_name         = each.value.metric
  statistic           = each.key == "storage" ? "Minimum" : "Maximum"
  comparison_operator = each.value.operator
  threshold           = each.value.threshold
  period              = 60
  evaluation_periods  = each.value.periods
  alarm_actions       = [each.value.topic]

  dimensions = {
    DomainName = aws_opensearch_domain.search.domain_name
    ClientId   = data.aws_caller_identity.current.account_id
  }
}
