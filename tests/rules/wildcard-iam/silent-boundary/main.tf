resource "aws_iam_policy" "limits" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_role" "orders" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.limits.arn
}
