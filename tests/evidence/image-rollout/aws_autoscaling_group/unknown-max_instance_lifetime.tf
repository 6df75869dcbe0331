variable "max_instance_lifetime" {
  type = number
}

resource "aws_autoscaling_group" "orders" {
  name                  = "orders"
  min_size              = 2
  max_size              = 6
  max_instance_lifetime = var.max_instance_lifetime
}
