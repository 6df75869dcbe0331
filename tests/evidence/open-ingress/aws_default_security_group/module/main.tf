variable "ipv6_cidr_blocks" {
  type = list(string)
}

resource "aws_default_security_group" "orders" {
  vpc_id = "vpc-0a1b2c3d"

  ingress {
    protocol         = "tcp"
    from_port        = 5432
    to_port          = 5432
    ipv6_cidr_blocks = var.ipv6_cidr_blocks
  }
}
