resource "aws_db_instance" "orders" {
  engine = "postgres"
}

resource "aws_lb" "web" {}

resource "aws_iam_policy" "ci" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}
