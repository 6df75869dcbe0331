variable "log_publishing_options" {
  type = bool
}

resource "aws_opensearch_domain" "orders" {
  domain_name    = "orders"
  engine_version = "OpenSearch_2.13"

  dynamic "log_publishing_options" {
    for_each = var.log_publishing_options ? [1] : []

    content {
      log_type                 = "INDEX_SLOW_LOGS"
      cloudwatch_log_group_arn = "arn:aws:logs:eu-central-1:123456789012:log-group:orders"
    }
  }
}
