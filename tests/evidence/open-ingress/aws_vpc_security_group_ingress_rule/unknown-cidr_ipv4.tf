variable "cidr_ipv4" {
  type = string
}

resource "aws_vpc_security_group_ingress_rule" "orders" {
  security_group_id = "sg-0a1b2c3d"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_ipv4         = var.cidr_ipv4
}
