resource "aws_iam_policy" "orders" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["*"]
      Resource = aws_s3_bucket.orders.arn
    }]
  })
}
