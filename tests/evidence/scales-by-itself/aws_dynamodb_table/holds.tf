locals {
  settings = {
    orders = {
      billing_mode = "PAY_PER_REQUEST"
    }
  }
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  hash_key     = "id"
  billing_mode = local.settings.orders.billing_mode
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
