variable "minutes" {
  type = number
}

resource "aws_s3_bucket_replication_configuration" "orders" {
  bucket = "orders"
  role   = "arn:aws:iam::123456789012:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket = "arn:aws:s3:::orders-copy"

      replication_time {
        status = "Enabled"

        time {
          minutes = var.minutes
        }
      }
    }
  }
}
