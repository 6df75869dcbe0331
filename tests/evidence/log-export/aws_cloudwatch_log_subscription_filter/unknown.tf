variable "destination_arn" {
  type = string
}

resource "aws_cloudwatch_log_subscription_filter" "orders" {
  name            = "orders"
  log_group_name  = "/orders/database"
  filter_pattern  = ""
  destination_arn = var.destination_arn
}
