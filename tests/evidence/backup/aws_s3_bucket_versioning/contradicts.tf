variable "status" {
  type = string
}

resource "aws_s3_bucket_versioning" "orders" {
  bucket = "orders"

  versioning_configuration {
    status = var.status
  }
}
