variable "instance_type" {
  type = string
}

resource "aws_spot_instance_request" "orders" {
  ami           = "ami-0a1b2c3d"
  instance_type = var.instance_type
}
