variable "user_data_replace_on_change" {
  type    = bool
  default = true
}

resource "aws_instance" "orders" {
  ami                         = "ami-0a1b2c3d"
  instance_type               = "m7g.large"
  user_data_replace_on_change = var.user_data_replace_on_change
}
