resource "aws_lb" "web" {
  subnets = ["a", "b"]
}

resource "aws_ecs_service" "web" {
  name          = "web"
  desired_count = 2
  network_configuration {
    subnets = ["a", "b"]
  }
}

resource "aws_db_instance" "orders" {
  engine   = "postgres"
  multi_az = true
}

resource "aws_db_instance" "main" {
  engine   = "postgres"
  multi_az = var.multi_az
}

variable "multi_az" {}
