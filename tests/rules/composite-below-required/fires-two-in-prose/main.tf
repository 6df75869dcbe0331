resource "aws_lambda_function" "orders" {
  function_name = "orders"
}

resource "aws_dynamodb_table" "orders" {
  name = "orders"
}
