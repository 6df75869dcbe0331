resource "aws_iam_policy" "p" {
  name   = "p"
  policy = <<EOT
{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }]
}
EOT
}

resource "aws_iam_role" "r" {
  assume_role_policy = <<-JSON
    {
      "Principal": "${var.principal}",

      "Sid": "# no comment // at all /* really */"
    }
    JSON
  description        = <<-PLAIN
      indented
    less

        more
    PLAIN
  tags = { a = 1 }
}

output "escaped" {
  value = <<EOT
$${not} %%{a} \n template EOT
 EOTX
EOT
}
