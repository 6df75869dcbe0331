variable "log_publishing_options" {
  type = bool
}

resource "aws_elasticsearch_domain" "orders" {
  domain_name           = "orders"
  elasticsearch_version = "7.10"

  dynamic "log_publishing_options" {
    for_each = var.log_publishing_options ? [1] : []

    content {
      log_type                 = "INDEX_SLOW_LOGS"
      cloudwatch_log_group_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:orders"
    }
  }
}
