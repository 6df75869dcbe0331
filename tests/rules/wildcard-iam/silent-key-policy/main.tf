resource "aws_kms_key" "orders" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Principal = "*", Resource = "*" }] })
}

resource "aws_s3_bucket_policy" "orders" {
  bucket = "orders"
  policy = data.aws_iam_policy_document.bucket.json
}

data "aws_iam_policy_document" "bucket" {
  statement {
    actions   = ["*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["111122223333"]
    }
  }
}
