resource "aws_security_group_rule" "database" {
  type              = "ingress"
  from_port         = 5432
  to_port           = 5432
  protocol          = "tcp"
  cidr_blocks       = var.sources
  security_group_id = aws_security_group.database.id
}

variable "sources" {
  default = ["10.0.0.0/8", "0.0.0.0/0"]
}
