variable "reserved_concurrent_executions" {
  type = number
}

resource "aws_lambda_function" "orders" {
  function_name                  = "orders"
  handler                        = "index.handler"
  runtime                        = "nodejs22.x"
  role                           = "arn:aws:iam::123456789012:role/orders"
  reserved_concurrent_executions = var.reserved_concurrent_executions
}
