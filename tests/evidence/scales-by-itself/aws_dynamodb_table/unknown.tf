variable "billing_mode" {
  type = string
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  hash_key     = "id"
  billing_mode = var.billing_mode
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
