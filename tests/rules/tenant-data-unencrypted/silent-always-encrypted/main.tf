resource "aws_s3_bucket" "exports" {
  bucket = "exports"
}

resource "aws_dynamodb_table" "carts" {
  name = "carts"
}
