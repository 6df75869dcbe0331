resource "aws_security_group" "database" {
  vpc_id = var.vpc_id

  ingress {
    from_port       = 0
    to_port         = 65535
    protocol        = "tcp"
    self            = true
    prefix_list_ids = ["pl-1"]
  }
}
