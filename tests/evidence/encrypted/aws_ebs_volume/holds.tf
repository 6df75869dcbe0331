variable "encrypted" {
  type = bool
}

resource "aws_ebs_volume" "orders" {
  availability_zone = "eu-central-1a"
  size              = 100
  encrypted         = var.encrypted
}
