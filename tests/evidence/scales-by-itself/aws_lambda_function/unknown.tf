variable "role" {
  type = string
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  role          = var.role
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
