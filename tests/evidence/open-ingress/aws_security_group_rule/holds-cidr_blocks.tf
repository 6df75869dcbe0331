locals {
  settings = {
    orders = {
      cidr_blocks = ["10.0.0.0/16"]
    }
  }
}

resource "aws_security_group_rule" "orders" {
  type              = "ingress"
  security_group_id = "sg-0a1b2c3d"
  protocol          = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_blocks       = local.settings.orders.cidr_blocks
}
