variable "cidr_blocks" {
  type    = list(string)
  default = ["10.0.0.0/16", "0.0.0.0/0"]
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
