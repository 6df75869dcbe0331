resource "aws_vpc_security_group_ingress_rule" "database" {
  security_group_id = aws_security_group.database.id
  cidr_ipv6         = local.network.sources
  from_port         = 22
  to_port           = 22
  ip_protocol       = "tcp"
}

locals {
  network = {
    sources = "::/0"
    id      = var.vpc_id
  }
}

variable "vpc_id" {}
