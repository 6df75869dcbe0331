resource "aws_flow_log" "orders" {
  vpc_id = "vpc-1"
}
