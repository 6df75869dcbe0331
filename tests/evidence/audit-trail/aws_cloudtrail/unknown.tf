variable "enable_logging" {
  type = bool
}

resource "aws_cloudtrail" "orders" {
  name           = "orders"
  s3_bucket_name = "orders-trail"
  enable_logging = var.enable_logging
}
