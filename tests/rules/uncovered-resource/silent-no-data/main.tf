resource "aws_security_group" "one" {
  name = "one"
}

resource "aws_security_group" "two" {
  name = "two"
}
