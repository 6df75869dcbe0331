variable "status" {
  type = string
}

resource "aws_s3_bucket_replication_configuration" "orders" {
  bucket = "orders"
  role   = "arn:aws:iam::123456789012:role/replication"

  rule {
    id     = "copy"
    status = var.status

    destination {
      bucket = "arn:aws:s3:::orders-copy"
    }
  }
}
