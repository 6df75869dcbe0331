module "orders" {
  source = "./module"

  role = "arn:aws:iam::123456789012:role/orders"
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
