locals {
  settings = {
    orders = {
      cidr_blocks = ["10.0.0.0/16", "0.0.0.0/0"]
    }
  }
}

resource "aws_default_security_group" "orders" {
  vpc_id = "vpc-0a1b2c3d"

  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = local.settings.orders.cidr_blocks
  }
}
