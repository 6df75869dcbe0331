resource "aws_iam_role_policy" "orders" {
  role   = "orders"
  policy = data.aws_iam_policy_document.one.json
}

data "aws_iam_policy_document" "one" {
  source_policy_documents = [data.aws_iam_policy_document.other.json]
}

data "aws_iam_policy_document" "other" {
  source_policy_documents = [data.aws_iam_policy_document.one.json]
}
