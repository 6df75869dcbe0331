resource "aws_iam_policy" "orders" {
  policy = data.aws_iam_policy_document.orders.json
}

data "aws_iam_policy_document" "orders" {
  statement {
    effect    = "Deny"
    actions   = ["*"]
    resources = ["*"]
  }

  statement {
    not_actions = ["iam:*"]
    resources   = ["*"]
  }
}
