resource "aws_alb" "orders" {
  name     = "orders"
  internal = false
}
