resource "aws_lb" "shop" {
  internal = false
}
