resource "aws_s3_bucket_logging" "orders" {
  bucket        = "orders"
  target_prefix = "access/"
  target_bucket = "orders-logs"
}
