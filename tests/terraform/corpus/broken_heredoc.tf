resource "aws_iam_policy" "a" {
  policy = <<EOT
{
}

resource "aws_db_instance" "b" {
  engine = "mysql"
}
