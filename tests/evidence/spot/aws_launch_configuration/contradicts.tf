variable "spot_price" {
  type = string
}

resource "aws_launch_configuration" "orders" {
  image_id      = "ami-0a1b2c3d"
  instance_type = "m7g.large"
  spot_price    = var.spot_price
}
