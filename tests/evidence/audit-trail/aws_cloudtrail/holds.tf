locals {
  settings = {
    orders = {
      enable_logging = true
    }
  }
}

resource "aws_cloudtrail" "orders" {
  name           = "orders"
  s3_bucket_name = "orders-trail"
  enable_logging = local.settings.orders.enable_logging
}
