variable "destination_arn" {
  type    = string
  default = "arn:aws:firehose:eu-central-1:123456789012:deliverystream/logs"
}

resource "aws_cloudwatch_log_subscription_filter" "orders" {
  name            = "orders"
  log_group_name  = "/orders/database"
  filter_pattern  = ""
  destination_arn = var.destination_arn
}
