resource "aws_iam_policy" "orders" {
  policy = var.policy
}

resource "aws_iam_role_policy" "orders" {
  role   = "orders"
  policy = data.aws_iam_policy_document.orders.json
}

data "aws_iam_policy_document" "orders" {
  statement {
    effect    = var.effect
    actions   = ["*"]
    resources = ["*"]
  }
}

variable "policy" {}

variable "effect" {}
