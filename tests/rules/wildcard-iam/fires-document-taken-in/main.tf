resource "aws_iam_role_policy" "orders" {
  role   = "orders"
  policy = data.aws_iam_policy_document.all.json
}

data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.orders.json]
}

data "aws_iam_policy_document" "orders" {
  statement {
    effect    = "Allow"
    actions   = local.actions
    resources = ["*"]
  }
}

locals {
  actions = ["*"]
}
