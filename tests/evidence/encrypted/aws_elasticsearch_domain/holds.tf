resource "aws_elasticsearch_domain" "orders" {
  domain_name           = "orders"
  elasticsearch_version = "7.10"

  encrypt_at_rest {
    enabled = true
  }
}
