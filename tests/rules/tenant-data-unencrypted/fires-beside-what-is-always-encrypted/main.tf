resource "aws_db_instance" "orders" {
  engine         = "postgres"
  instance_class = "db.r6g.large"
  storage_encrypted = var.encrypted
}

variable "encrypted" {
  default = false
}

resource "aws_dynamodb_table" "carts" {
  name = "carts"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "exports" {
  bucket = "exports"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}
