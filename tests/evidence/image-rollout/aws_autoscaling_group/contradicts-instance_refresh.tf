resource "aws_autoscaling_group" "orders" {
  name     = "orders"
  min_size = 2
  max_size = 6
}
