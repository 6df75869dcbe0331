variable "engine" {
  type = string
}

resource "aws_elasticache_serverless_cache" "orders" {
  name   = "orders"
  engine = var.engine
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
}
