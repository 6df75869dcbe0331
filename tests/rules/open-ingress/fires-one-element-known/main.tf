resource "aws_security_group" "database" {
  vpc_id = var.vpc_id

  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = [var.office, "0.0.0.0/0"]
  }
}

variable "office" {}
