variable "ipv6_cidr_blocks" {
  type = list(string)
}

resource "aws_security_group" "orders" {
  name = "orders"

  ingress {
    protocol         = "tcp"
    from_port        = 5432
    to_port          = 5432
    ipv6_cidr_blocks = var.ipv6_cidr_blocks
  }
}
