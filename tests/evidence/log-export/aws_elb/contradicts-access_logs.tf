resource "aws_elb" "orders" {
  name     = "orders"
  internal = true
}
