variable "size" {}

resource "aws_autoscaling_group" "this" {
  min_size = var.size
  max_size = var.size
}
