resource "aws_cloudtrail" "orders" {
  enable_logging = false
}
