variable "cidr_ipv6" {
  type    = string
  default = "fd00::/8"
}

resource "aws_vpc_security_group_ingress_rule" "orders" {
  security_group_id = "sg-0a1b2c3d"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_ipv6         = var.cidr_ipv6
}
