locals {
  settings = {
    orders = {
      enabled = true
    }
  }
}

resource "aws_opensearch_domain" "orders" {
  domain_name    = "orders"
  engine_version = "OpenSearch_2.13"

  encrypt_at_rest {
    enabled = local.settings.orders.enabled
  }
}
