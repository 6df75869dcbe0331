resource "aws_iam_policy" "orders" {
  policy = data.aws_iam_policy_document.orders.json
}

data "aws_iam_policy_document" "orders" {
  statement {
    actions   = ["*"]
    resources = [aws_s3_bucket.orders.arn]
  }
}
