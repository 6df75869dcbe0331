resource "aws_autoscaling_group" "web" {
  min_size = var.size
  max_size = var.size
}

variable "size" {
  default = 2
}
