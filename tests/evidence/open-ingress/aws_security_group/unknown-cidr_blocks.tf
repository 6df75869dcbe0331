variable "cidr_blocks" {
  type = list(string)
}

resource "aws_security_group" "orders" {
  name = "orders"

  ingress {
    protocol    = "tcp"
    from_port   = 5432
    to_port     = 5432
    cidr_blocks = var.cidr_blocks
  }
}
