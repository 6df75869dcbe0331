resource "aws_flow_log" "orders" {
  vpc_id               = "vpc-0a1b2c3d"
  log_destination      = "arn:aws:s3:::orders-flows"
  log_destination_type = "s3"
  traffic_type         = "ALL"
}
