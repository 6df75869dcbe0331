resource "aws_db_instance" "orders" {
  engine = "postgres"
}

resource "aws_lb" "web" {}

resource "aws_sqs_queue" "jobs" {}

resource "aws_cloudwatch_metric_alarm" "queue" {
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 300
  alarm_actions       = ["arn:aws:sns:eu-west-1:123456789012:team"]
}
