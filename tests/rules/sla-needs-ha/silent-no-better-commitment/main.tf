resource "aws_kinesis_stream" "orders" {
  name = "orders"
}
