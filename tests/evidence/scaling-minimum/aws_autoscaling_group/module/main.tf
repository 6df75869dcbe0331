variable "min_size" {
  type = number
}

resource "aws_autoscaling_group" "orders" {
  name     = "orders"
  max_size = 6
  min_size = var.min_size
}
