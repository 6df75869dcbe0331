resource "aws_security_group" "database" {
  dynamic "ingress" {
    for_each = var.rules

    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}

variable "rules" {}
