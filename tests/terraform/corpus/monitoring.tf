resource "aws_cloudwatch_metric_alarm" "cpu" {
  alarm_name          = "cpu"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 2
  threshold           = 80
  alarm_actions       = [aws_sns_topic.ops.arn]
  dimensions = { DBInstanceIdentifier = aws_db_instance.orders.identifier }
  treat_missing_data = "breaching"
  metric_query {
    id          = "e1"
    expression  = "m2/m1*100"
    return_data = "true"
  }
  metric_query {
    id = "m1"
    metric {
      metric_name = "RequestCount"
      period      = 120
    }
  }
}

resource "aws_backup_plan" "daily" {
  name = "daily"
  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.v.name
    schedule          = "cron(0 5 ? * * *)"
    lifecycle { delete_after = 35 }
  }
}

resource "null_resource" "run" {
  triggers = { always = timestamp() }
  provisioner "local-exec" { command = "./run.sh" }
}
