variable "ipv6_cidr_blocks" {
  type = list(string)
}

resource "aws_security_group_rule" "orders" {
  type              = "ingress"
  security_group_id = "sg-0a1b2c3d"
  protocol          = "tcp"
  from_port         = 5432
  to_port           = 5432
  ipv6_cidr_blocks  = var.ipv6_cidr_blocks
}
