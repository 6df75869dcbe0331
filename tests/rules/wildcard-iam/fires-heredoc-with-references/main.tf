resource "aws_iam_role_policy" "orders" {
  role   = "orders"
  policy = <<-EOF
    {
      "Statement": {
        "Effect": "Allow",
        "Action": ["s3:GetObject", "*"],
        "Resource": "${aws_s3_bucket.orders.arn}/*"
      }
    }
  EOF
}
