variable "rule" {
  type = bool
}

resource "aws_s3_bucket_server_side_encryption_configuration" "orders" {
  bucket = "orders"

  dynamic "rule" {
    for_each = var.rule ? [1] : []

    content {
      apply_server_side_encryption_by_default {
        sse_algorithm = "aws:kms"
      }
    }
  }
}
